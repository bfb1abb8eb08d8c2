import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { concat, type Bytes } from '@consilium/bytes';

/** HPKE with X-Wing by a published library that shares no code with ours: what it seals we open, and the other way round. */
const kem = new XWing();
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const encLength = 1120;

export const hpkeLibrary = {
  async publicOf(seed: Uint8Array): Promise<Bytes> {
    // The library keeps the buffer it is given, so it gets one of its own.
    const pair = await kem.generateKeyPairDerand(seed.slice());
    return new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  },

  /** enc (1120) ‖ ciphertext, of 64 bytes of randomness. */
  async seal(raw: Uint8Array, plaintext: Uint8Array, info: Uint8Array, randomness: Uint8Array): Promise<Bytes> {
    const recipientPublicKey = await kem.deserializePublicKey(raw.slice().buffer);
    const params = { recipientPublicKey, info: info.slice().buffer, ekm: randomness.slice().buffer };
    const sealed = await suite.seal(params, plaintext.slice().buffer);
    return concat([new Uint8Array(sealed.enc), new Uint8Array(sealed.ct)]);
  },

  async open(seed: Uint8Array, blob: Uint8Array, info: Uint8Array): Promise<Bytes> {
    const recipientKey = await kem.deserializePrivateKey(seed.slice().buffer);
    const params = { recipientKey, enc: blob.slice(0, encLength).buffer, info: info.slice().buffer };
    return new Uint8Array(await suite.open(params, blob.slice(encLength).buffer));
  },

  /** What X-Wing alone gives: the shared secret of an encapsulation. */
  async decapsulate(seed: Uint8Array, enc: Uint8Array): Promise<Bytes> {
    const recipientKey = await kem.deserializePrivateKey(seed.slice().buffer);
    return new Uint8Array(await kem.decap({ recipientKey, enc: enc.slice().buffer }));
  },
};
