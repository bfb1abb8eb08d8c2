import { base64urlnopad } from '@scure/base';
import type { Bytes } from './bytes';
import { Unreadable } from './unreadable';

/** `b64`: base64url without padding (RFC 4648 section 5). */
export function toB64(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** Reads the one canonical spelling only: no padding, no other alphabet, no left-over bits. Throws `Unreadable('spelling')`. */
export function fromB64(text: string): Bytes {
  try {
    // Memory it made itself, which its type does not say.
    return base64urlnopad.decode(text) as Bytes;
  } catch {
    throw new Unreadable('spelling');
  }
}
