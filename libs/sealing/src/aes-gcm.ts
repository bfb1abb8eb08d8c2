import { randomBytes, type Bytes } from '@consilium/bytes';
import { CannotOpen, orCannotOpen } from './cannot-open';

export const nonceLength = 12;
const tagLength = 16;

/** What AES-GCM adds to a plaintext here: nonce and tag. */
export const gcmOverhead = nonceLength + tagLength;

/** WebCrypto refuses shared memory by itself; none is ever passed here. */
export const owned = (bytes: Uint8Array): Bytes => bytes as Bytes;

/** AES-GCM key from 16 or 32 raw bytes, not extractable. */
export function gcmKey(raw: Uint8Array): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', owned(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** nonce12 ‖ ciphertext ‖ tag16, with a fresh random nonce (or the one given, for vectors only). */
export async function sealGcm(
  rawKey: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array = randomBytes(nonceLength),
): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: owned(nonce), additionalData: owned(aad) };
  const ciphertext = await globalThis.crypto.subtle.encrypt(algorithm, await gcmKey(rawKey), owned(plaintext));
  const blob = new Uint8Array(nonceLength + ciphertext.byteLength);
  blob.set(nonce);
  blob.set(new Uint8Array(ciphertext), nonceLength);
  return blob;
}

/** Opens what `sealGcm` sealed under the same key and additional data, or throws `CannotOpen`. */
export async function openGcm(rawKey: Uint8Array, blob: Uint8Array, aad: Uint8Array): Promise<Bytes> {
  if (blob.length < gcmOverhead) throw new CannotOpen();
  const iv = owned(blob.subarray(0, nonceLength));
  return orCannotOpen(async () => {
    const algorithm = { name: 'AES-GCM', iv, additionalData: owned(aad) };
    const key = await gcmKey(rawKey);
    return new Uint8Array(await globalThis.crypto.subtle.decrypt(algorithm, key, owned(blob.subarray(nonceLength))));
  });
}
