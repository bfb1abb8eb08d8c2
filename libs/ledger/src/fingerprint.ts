import { digest } from '@consilium/bytes';
import type { KeyId } from '@consilium/domain';
import { fromB64 } from './untrusted-bytes';

/** The first 20 hexadecimal digits of a hash in groups of 4: what people read out and compare. */
function digitsOf(hash: Uint8Array): string {
  const digits = Array.from(hash.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/(....)(?=.)/gu, '$1 ');
}

/** What people compare an anchor (b64) by: digits of its SHA-256; "" of none. */
export async function anchorFingerprint(anchor: string): Promise<string> {
  return anchor === '' ? '' : digitsOf(await digest(fromB64(anchor)));
}

/** What people compare an entry by. */
export function hashFingerprint(hash: string): string {
  return digitsOf(fromB64(hash));
}

/** What people compare a person's keys by; a kid is a hash already. */
export function keysFingerprint(kid: KeyId): string {
  return digitsOf(fromB64(kid));
}
