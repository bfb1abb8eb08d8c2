import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8, type Bytes } from '@consilium/bytes';

const version = utf8('HPKE-v1');
/** KEM 0x647a (X-Wing), KDF 0x0001 (HKDF-SHA256), AEAD 0x0002 (AES-256-GCM). */
const suite = concat([utf8('HPKE'), new Uint8Array([0x64, 0x7a, 0, 1, 0, 2])]);
const none = new Uint8Array(0);

function labeledExtract(salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concat([version, suite, utf8(label), ikm]), salt);
}

function labeledExpand(secret: Uint8Array, label: string, context: Uint8Array, length: number): Bytes {
  const info = concat([new Uint8Array([0, length]), version, suite, utf8(label), context]);
  return new Uint8Array(expand(sha256, secret, info, length));
}

/** `mode_base` and the hash of the empty PSK's id: every context here begins with them. */
const start = concat([new Uint8Array(1), labeledExtract(none, 'psk_id_hash', none)]);

/** HPKE's key schedule in base mode (RFC 9180 section 5.1), for the one message that is sealed under it. */
export function baseMode(sharedSecret: Bytes, info: Uint8Array): { readonly key: Bytes; readonly nonce: Bytes } {
  const context = concat([start, labeledExtract(none, 'info_hash', info)]);
  const secret = labeledExtract(sharedSecret, 'secret', none);
  return { key: labeledExpand(secret, 'key', context, 32), nonce: labeledExpand(secret, 'base_nonce', context, 12) };
}
