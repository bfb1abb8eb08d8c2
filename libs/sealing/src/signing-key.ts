import { ed25519 } from '@noble/curves/ed25519.js';
import { fromB64, ofLength, randomBytes, toB64, type Bytes } from './bytes';
import { orCannotOpen } from './cannot-open';

/** Ed25519 (RFC 8032): seed 32 bytes, secret; public key b64 of 32 bytes. */
export interface SigningKey {
  readonly seed: Bytes;
  readonly publicKey: string;
}

/** RFC 8037, private. */
export interface SigningJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly d: string;
}

export function newSigningKey(): SigningKey {
  return signingKeyFromSeed(randomBytes(32));
}

/** The pair a seed stands for; the seed is copied. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  const own = new Uint8Array(ofLength(seed, 32));
  return { seed: own, publicKey: toB64(ed25519.getPublicKey(own)) };
}

export function signingJwk(key: SigningKey): SigningJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: key.publicKey, d: toB64(key.seed) };
}

/** For WebCrypto and jose; signs only, not extractable. */
export function signingCryptoKey(key: SigningKey): Promise<CryptoKey> {
  const jwk: JsonWebKey = { ...signingJwk(key) };
  return orCannotOpen(() => globalThis.crypto.subtle.importKey('jwk', jwk, { name: 'Ed25519' }, false, ['sign']));
}

/** Ed25519 signature, 64 bytes, over the bytes as they are. Used for the recovery sign-in; ledgers sign through jose. */
export function signBytes(key: SigningKey, message: Uint8Array): Bytes {
  return ed25519.sign(message, key.seed);
}

/**
 * Whether a public key (b64) is one under which some verifiers accept any message: a point of small order. Bytes that are
 * no point in RFC 8032's one spelling answer true as well; whoever asks refuses on true.
 */
export function isSmallOrder(publicKey: string): boolean {
  try {
    return ed25519.Point.fromBytes(fromB64(publicKey)).isSmallOrder();
  } catch {
    return true;
  }
}
