import type { FollowedRegister } from '@consilium/client/testing';
import { Problem, type Books, type LedgerId, type LedgerKind } from '@consilium/domain';
import {
  advance,
  Malformed,
  Newer,
  overlookedSeconds,
  Refused,
  type Replica,
  type SealedEntry,
} from '@consilium/ledger';

/** What a judgement that everybody makes came to; anything else thrown is passed on. */
export function verdictOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  if (error instanceof Newer) return `newer ${error.what}`;
  throw error;
}

/** What the service alone has against it, in one word. */
export function gateOf(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  const { reason, code } = error.details;
  const said = [reason, code].find((each) => typeof each === 'string');
  return said ?? error.kind;
}

/** Why what somebody made is none that can be signed at all. */
export function malformed(error: unknown): string {
  if (error instanceof Malformed) return error.reason;
  if (error instanceof Problem) return error.kind;
  throw error;
}

/** Of which register entry something says that it knows it. */
export function registerNamed(jws: string): number {
  const text = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(text) as { register?: { seq?: number } }).register?.seq ?? -1;
}

export const newestNamed = (wires: readonly SealedEntry[]): number =>
  Math.max(-1, ...wires.map(({ jws }) => registerNamed(jws)));

/** What a device says of entries after a replica of it. */
export async function verdictHere(
  { books, register }: { readonly books: Books; readonly register: FollowedRegister },
  kind: LedgerKind,
  ledger: LedgerId,
  replica: Replica<unknown> | undefined,
  wires: readonly SealedEntry[],
): Promise<string> {
  const judging = kind === 'register' ? { expectRoot: register.root } : await register.judging(newestNamed(wires));
  const options = { ...judging, expectLedger: ledger, mayOverlook: overlookedSeconds };
  try {
    await advance(books[kind] as never, replica as never, wires, options as never);
    return '';
  } catch (error) {
    return verdictOf(error);
  }
}
