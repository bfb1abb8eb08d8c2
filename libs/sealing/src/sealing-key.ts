import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { x25519 } from '@noble/curves/ed25519.js';
import { concat, fromB64, ofLength, randomBytes, toB64, type Bytes } from './bytes';
import { CannotOpen, orCannotOpen } from './cannot-open';

/** X-Wing (X25519 + ML-KEM-768): seed 32 bytes, secret; public key b64 of 1216 bytes. */
export interface SealingKeyPair {
  readonly seed: Bytes;
  readonly publicKey: string;
}

const mlKemPublicLength = 1184;
const publicLength = 1216;
/** Any scalar will do to find out whether a point is of small order. */
const anyScalar = new Uint8Array(32).fill(0x42);

const kem = new XWing();
/** HPKE (RFC 9180) with KEM 0x647a, KDF 0x0001, AEAD 0x0002. */
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
/** X-Wing's encapsulated key, which stands before the ciphertext. */
const encLength = 1120;

export function newSealingKey(): Promise<SealingKeyPair> {
  return sealingKeyFromSeed(randomBytes(32));
}

/** The pair a seed stands for; the seed is copied. */
export async function sealingKeyFromSeed(seed: Uint8Array): Promise<SealingKeyPair> {
  const own = new Uint8Array(ofLength(seed, 32));
  // The library keeps the buffer it is given, so it gets one of its own.
  const pair = await orCannotOpen(() => kem.generateKeyPairDerand(own.slice()));
  return { seed: own, publicKey: toB64(new Uint8Array(await kem.serializePublicKey(pair.publicKey))) };
}

/**
 * Whether a grant can be sealed to this public key (b64): right length, ML-KEM coefficients in range (FIPS 203 section
 * 7.2), X25519 half not of small order. Whether anybody holds the seed it cannot tell; the officer's test grant can.
 */
export async function isUsableSealingKey(publicKey: string): Promise<boolean> {
  try {
    const raw = usablePublic(publicKey);
    await kem.encap({ recipientPublicKey: await kem.deserializePublicKey(raw.buffer) });
    return true;
  } catch {
    return false;
  }
}

function usablePublic(publicKey: string): Bytes {
  const raw = fromB64(publicKey);
  if (raw.length !== publicLength) throw new CannotOpen();
  x25519.getSharedSecret(anyScalar, raw.subarray(mlKemPublicLength));
  return raw;
}

/** HPKE base mode, empty aad: enc (1120) ‖ ciphertext. A key that cannot be sealed to throws `CannotOpen`. */
export function sealTo(publicKey: string, plaintext: Uint8Array, info: Uint8Array): Promise<Bytes> {
  return orCannotOpen(async () => {
    const recipientPublicKey = await kem.deserializePublicKey(usablePublic(publicKey).buffer);
    const sealed = await suite.seal({ recipientPublicKey, info: info.slice().buffer }, plaintext.slice().buffer);
    return concat(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct));
  });
}

/** Opens what `sealTo` sealed to this pair under the same info, or throws `CannotOpen`. */
export function openWith(pair: SealingKeyPair, blob: Uint8Array, info: Uint8Array): Promise<Bytes> {
  return orCannotOpen(async () => {
    const recipientKey = await kem.deserializePrivateKey(pair.seed.slice().buffer);
    const enc = blob.slice(0, encLength).buffer;
    return new Uint8Array(
      await suite.open({ recipientKey, enc, info: info.slice().buffer }, blob.slice(encLength).buffer),
    );
  });
}
