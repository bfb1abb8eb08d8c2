import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { concat, type Bytes } from '@consilium/bytes';

const kem = new XWing();
/** HPKE (RFC 9180) with KEM 0x647a, KDF 0x0001, AEAD 0x0002. */
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
/** X-Wing's encapsulated key, which stands before the ciphertext. */
const encLength = 1120;

/** The public key, 1216 bytes, of a seed of 32 bytes. */
export async function publicOf(seed: Uint8Array): Promise<Bytes> {
  // The library keeps the buffer it is given, so it gets one of its own.
  const pair = await kem.generateKeyPairDerand(seed.slice());
  return new Uint8Array(await kem.serializePublicKey(pair.publicKey));
}

/** Fails for a public key whose ML-KEM coefficients are out of range (FIPS 203 section 7.2). */
export async function encapsulateTo(raw: Bytes): Promise<void> {
  await kem.encap({ recipientPublicKey: await kem.deserializePublicKey(raw.buffer) });
}

/** enc (1120) ‖ ciphertext. `randomness`: the 64 bytes of the encapsulation; the same give the same bytes. */
export async function seal(
  raw: Bytes,
  plaintext: Uint8Array,
  info: Uint8Array,
  randomness: Uint8Array,
): Promise<Bytes> {
  const recipientPublicKey = await kem.deserializePublicKey(raw.buffer);
  const ekm = randomness.slice().buffer;
  const sealed = await suite.seal({ recipientPublicKey, info: info.slice().buffer, ekm }, plaintext.slice().buffer);
  return concat([new Uint8Array(sealed.enc), new Uint8Array(sealed.ct)]);
}

export async function open(seed: Uint8Array, blob: Uint8Array, info: Uint8Array): Promise<Bytes> {
  const recipientKey = await kem.deserializePrivateKey(seed.slice().buffer);
  const enc = blob.slice(0, encLength).buffer;
  return new Uint8Array(
    await suite.open({ recipientKey, enc, info: info.slice().buffer }, blob.slice(encLength).buffer),
  );
}
