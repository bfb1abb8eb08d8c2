import { digest, toB64, utf8 } from '@consilium/bytes';
import type { Hash } from '@consilium/domain';

/** A map as its pairs and a set as its members, in their own order; keys of an object sorted, what is undefined left out. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].map(([key, each]) => [plain(key), plain(each)]) };
  if (value instanceof Set) return { set: [...value].map(plain) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plain(each)]));
}

/** What a rule book makes of a ledger, in its one spelling as JSON. */
export function stateText(state: unknown): string {
  return JSON.stringify(plain(state));
}

/**
 * SHA-256 (b64) of what a rule book makes of a ledger up to one entry. Whoever was given every body of it arrives at the
 * same, in whatever order and at whatever time the entries came.
 */
export async function stateHash(state: unknown): Promise<Hash> {
  return toB64(await digest(utf8(stateText(state)))) as Hash;
}
