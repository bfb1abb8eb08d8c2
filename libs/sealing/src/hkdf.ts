import type { Bytes } from '@consilium/bytes';
import { hkdf as hkdfOf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** HKDF-SHA256 (RFC 5869), 32 bytes unless told; no salt means the all-zero one. */
export function hkdf(ikm: Uint8Array, info: Uint8Array, options: { salt?: Uint8Array; length?: number } = {}): Bytes {
  return hkdfOf(sha256, ikm, options.salt, info, options.length ?? 32);
}
