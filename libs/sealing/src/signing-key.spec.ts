import { createPublicKey, verify } from 'node:crypto';
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { fill } from '../tampering';
import { toB64, utf8 } from './bytes';
import { CannotOpen } from './cannot-open';
import {
  isSmallOrder,
  newSigningKey,
  signBytes,
  signingCryptoKey,
  signingJwk,
  signingKeyFromSeed,
} from './signing-key';

const nodeVerifies = (publicKey: string, message: Uint8Array, signature: Uint8Array): boolean => {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, message, key, signature);
};

test('raw seed, JWK and WebCrypto key are one key: all three sign what the public key verifies', async () => {
  const key = newSigningKey();
  const message = utf8('a message');
  const cryptoKey = await signingCryptoKey(key);
  const byWebCrypto = new Uint8Array(await crypto.subtle.sign('Ed25519', cryptoKey, message));
  expect(nodeVerifies(key.publicKey, message, byWebCrypto)).toBe(true);
  expect(toB64(signBytes(key, message))).toBe(toB64(byWebCrypto));
  expect(signingJwk(key)).toEqual({ kty: 'OKP', crv: 'Ed25519', x: key.publicKey, d: toB64(key.seed) });
  expect(cryptoKey.extractable).toBe(false);
});

test('a seed is copied, so changing it afterwards changes no key', () => {
  const seed = fill(7, 32);
  const key = signingKeyFromSeed(seed);
  seed.fill(0);
  expect(toB64(key.seed)).toBe(toB64(fill(7, 32)));
});

test('a seed of another length makes no key', () => {
  expect(() => signingKeyFromSeed(new Uint8Array(31))).toThrow(CannotOpen);
});

describe('small order', () => {
  const torsion = ED25519_TORSION_SUBGROUP.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
  /** y = p and y = p + 1: other spellings of y = 0 and y = 1. */
  const respelled = [0xed, 0xee].flatMap((low) =>
    [0x7f, 0xff].map((high) => new Uint8Array([low, ...fill(0xff, 30), high])),
  );

  test('is seen in all eight points and in their other spellings', () => {
    expect(torsion).toHaveLength(8);
    for (const point of [...torsion, ...respelled]) expect(isSmallOrder(toB64(point))).toBe(true);
  });

  test('is not seen in an honest key', () => {
    for (let i = 0; i < 20; i++) expect(isSmallOrder(newSigningKey().publicKey)).toBe(false);
  });

  test('is answered for what is no key at all', () => {
    for (const nothing of ['', '=', toB64(fill(1, 31)), toB64(fill(0xff, 32))])
      expect(isSmallOrder(nothing)).toBe(true);
  });
});
