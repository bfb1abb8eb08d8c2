import type { Bytes } from '@consilium/bytes';
import { utf8 } from '../raw';
import { hkdf } from '../hkdf';
import { gcmKey, owned } from '../aes-gcm';
import { CannotOpen, orCannotOpen } from '../cannot-open';
import type { RecordSlot } from './layout';

/** The content encryption key and nonce base of one object (RFC 8188 section 2.2 and 2.3). */
export interface StreamKey {
  readonly key: CryptoKey;
  readonly nonceBase: Bytes;
}

/** From input keying material and the header's salt (16 bytes). */
export async function streamKey(inputKey: Uint8Array, salt: Uint8Array): Promise<StreamKey> {
  const contentKey = hkdf(inputKey, utf8('Content-Encoding: aes128gcm\0'), { salt, length: 16 });
  const nonceBase = hkdf(inputKey, utf8('Content-Encoding: nonce\0'), { salt, length: 12 });
  return { key: await gcmKey(contentKey), nonceBase };
}

/** Nonce base XOR the record's number as a 96-bit integer; numbers here stay below 2^32. */
function nonceOf(stream: StreamKey, index: number): Bytes {
  const nonce = new Uint8Array(stream.nonceBase);
  const view = new DataView(nonce.buffer);
  view.setUint32(8, view.getUint32(8) ^ index);
  return nonce;
}

const delimiterOf = (slot: RecordSlot): number => (slot.isLast ? 2 : 1);

/** Length of a record's plaintext: data, delimiter, padding. */
export const innerLength = (slot: RecordSlot): number => slot.dataLength + 1 + slot.paddingLength;

/**
 * Seals one record. `inner` already holds the data and is `innerLength` long; delimiter and zeros are written here. When this
 * returns (not: resolves) the byte behind the data is what it was, since WebCrypto has taken its copy by then (Web
 * Cryptography API, "encrypt", step 2).
 */
export async function sealRecord(stream: StreamKey, slot: RecordSlot, inner: Bytes): Promise<Bytes> {
  const behind = inner[slot.dataLength] ?? 0;
  inner[slot.dataLength] = delimiterOf(slot);
  inner.fill(0, slot.dataLength + 1);
  const algorithm = { name: 'AES-GCM', iv: nonceOf(stream, slot.index) };
  const sealing = globalThis.crypto.subtle.encrypt(algorithm, stream.key, inner);
  inner[slot.dataLength] = behind;
  return new Uint8Array(await sealing);
}

/** The data of one record that is exactly the one the slot says, or `CannotOpen`. */
export async function openRecord(stream: StreamKey, slot: RecordSlot, record: Uint8Array): Promise<Bytes> {
  const inner = await orCannotOpen(async () => {
    const algorithm = { name: 'AES-GCM', iv: nonceOf(stream, slot.index) };
    return new Uint8Array(await globalThis.crypto.subtle.decrypt(algorithm, stream.key, owned(record)));
  });
  if (inner.length !== innerLength(slot) || inner[slot.dataLength] !== delimiterOf(slot)) throw new CannotOpen();
  if (inner.subarray(slot.dataLength + 1).some((byte) => byte !== 0)) throw new CannotOpen();
  return inner.subarray(0, slot.dataLength);
}
