import { sha3_256, shake256 } from '@noble/hashes/sha3.js';
import { concat, utf8, type Bytes } from '@consilium/bytes';
import { nonceLength, openGcm, sealGcm } from '../aes-gcm';
import { CannotOpen } from '../cannot-open';
import { baseMode } from './base-mode';
import type { Held, Road } from './held';
import * as mlKem from './ml-kem';
import { basePoint, refusingZero, x25519 } from './x25519';

/** X-Wing's encapsulated key, which stands before the ciphertext: ML-KEM's 1088 bytes and a point. */
const encLength = 1120;
const label = utf8('\\.//^\\');
const noAad = new Uint8Array(0);

/** By what the two halves are computed. */
export interface Halves {
  readonly mlKem: Road;
  readonly x25519: Road;
}
const halves: Halves = { mlKem: mlKem.mlKem, x25519 };

/** ML-KEM's 64 bytes and X25519's 32, of a seed of 32. */
function expanded(seed: Uint8Array): { readonly forMlKem: Bytes; readonly scalar: Bytes } {
  const all = new Uint8Array(shake256(seed, { dkLen: 96 }));
  return { forMlKem: all.slice(0, 64), scalar: all.slice(64) };
}

/** The public key, 1216 bytes, of a seed of 32 bytes. */
export async function publicOf(seed: Uint8Array): Promise<Bytes> {
  const { forMlKem, scalar } = expanded(seed);
  const multiply = await halves.x25519(scalar);
  return concat([mlKem.publicOf(forMlKem), await multiply(basePoint)]);
}

/** Everything secret first, then what was on the wire. */
function sharedSecret(ofMlKem: Bytes, ofX25519: Bytes, point: Bytes, publicPoint: Bytes): Bytes {
  return new Uint8Array(sha3_256(concat([ofMlKem, ofX25519, point, publicPoint, label])));
}

/**
 * The shared secret and its encapsulation, 1120 bytes, of 64 bytes of randomness. Fails for a public key whose ML-KEM
 * coefficients are out of range (FIPS 203 section 7.2) and for a point that leads to zero.
 */
export async function encapsulate(
  raw: Bytes,
  randomness: Uint8Array,
  by: Pick<Halves, 'x25519'> = halves,
): Promise<{ readonly secret: Bytes; readonly enc: Bytes }> {
  const [toMlKem, toPoint] = [raw.slice(0, mlKem.publicLength), raw.slice(mlKem.publicLength)];
  const multiply = refusingZero(await by.x25519(new Uint8Array(randomness.slice(32))));
  const [point, product] = await Promise.all([multiply(basePoint), multiply(toPoint)]);
  const { ciphertext, secret } = mlKem.encapsulated(toMlKem, randomness.slice(0, 32));
  return { secret: sharedSecret(secret, product, point, toPoint), enc: concat([ciphertext, point]) };
}

/** enc (1120) ‖ ciphertext. The same 64 bytes of randomness give the same bytes. */
export async function seal(
  raw: Bytes,
  plaintext: Uint8Array,
  info: Uint8Array,
  randomness: Uint8Array,
): Promise<Bytes> {
  const { secret, enc } = await encapsulate(raw, randomness);
  const { key, nonce } = baseMode(secret, info);
  const sealed = await sealGcm(key, plaintext, noAad, nonce);
  return concat([enc, sealed.subarray(nonceLength)]);
}

/** The shared secrets of encapsulations to one seed. Its keys are made once; those of the engine cannot be read out. */
export async function decapsulating(seed: Uint8Array, by: Halves = halves): Promise<Held> {
  const { forMlKem, scalar } = expanded(seed);
  const [decapsulate, multiply] = await Promise.all([by.mlKem(forMlKem), by.x25519(scalar).then(refusingZero)]);
  const publicPoint = await multiply(basePoint);
  return async (enc) => {
    if (enc.length !== encLength) throw new CannotOpen();
    const point = enc.slice(mlKem.ciphertextLength);
    // The engine multiplies while JavaScript, where it has to, decapsulates.
    const [product, secret] = await Promise.all([multiply(point), decapsulate(enc.slice(0, mlKem.ciphertextLength))]);
    return sharedSecret(secret, product, point, publicPoint);
  };
}

/** Opens blobs under one seed. */
export type Opening = (blob: Uint8Array, info: Uint8Array) => Promise<Bytes>;

export async function openingWith(seed: Uint8Array, by: Halves = halves): Promise<Opening> {
  const decapsulate = await decapsulating(seed, by);
  return async (blob, info) => {
    const { key, nonce } = baseMode(await decapsulate(new Uint8Array(blob.slice(0, encLength))), info);
    return openGcm(key, concat([nonce, blob.subarray(encLength)]), noAad);
  };
}
