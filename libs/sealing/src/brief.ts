import { concat, sha256, toB64 } from '@consilium/bytes';
import { ofLength, utf8 } from './raw';

/** `brief` of a clearance: SHA-256(salt32 ‖ text), b64. Opened by the side thread's first message. */
export function briefCommitment(salt: Uint8Array, text: string): string {
  return toB64(sha256(concat([ofLength(salt, 32), utf8(text)])));
}
