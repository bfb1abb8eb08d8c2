import { equalBytes, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { fromB64, ofLength } from './raw';
import { CannotOpen, orCannotOpen } from './cannot-open';
import type { Opening } from './x-wing/x-wing';

/** X-Wing (X25519 + ML-KEM-768): seed 32 bytes, secret; public key b64 of 1216 bytes. */
export interface SealingKeyPair {
  readonly seed: Bytes;
  readonly publicKey: string;
}

const mlKemPublicLength = 1184;
const publicLength = 1216;

/**
 * u of the X25519 points of small order (1, 2, 4 and 8, on the curve and its twist), and p and p + 1, which are other
 * spellings of 0 and 1; little-endian, top bit cleared as RFC 7748 reads it.
 */
export const smallOrderU = [
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA',
  'X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEVc',
  '7P_______________________________________38',
  '7f_______________________________________38',
  '7v_______________________________________38',
];

/** HPKE and ML-KEM, loaded when keys are first open: nobody needs them to sign in. */
const xWing = (): Promise<typeof import('./x-wing/x-wing')> => import('./x-wing/x-wing');

/** What opens with a pair, kept as long as somebody keeps the pair itself: who forgets the one on locking has forgotten both. */
const openings = new WeakMap<SealingKeyPair, Promise<Opening>>();

function openingOf(pair: SealingKeyPair): Promise<Opening> {
  const known = openings.get(pair);
  if (known !== undefined) return known;
  const made = xWing().then(({ openingWith }) => openingWith(ofLength(pair.seed, 32)));
  openings.set(pair, made);
  // What could not be made is no answer for the next blob: a file may not have come, or the engine may have been short of memory.
  made.catch(() => openings.delete(pair));
  return made;
}

/** Loads ahead what sealing and opening of grants need, so that unlocking waits for no network. */
export async function fetchSealing(): Promise<void> {
  await xWing();
}

export function newSealingKey(): Promise<SealingKeyPair> {
  return sealingKeyFromSeed(randomBytes(32));
}

/** The pair a seed stands for; the seed is copied. */
export async function sealingKeyFromSeed(seed: Uint8Array): Promise<SealingKeyPair> {
  const own = new Uint8Array(ofLength(seed, 32));
  const { publicOf } = await xWing();
  return { seed: own, publicKey: toB64(await orCannotOpen(() => publicOf(own))) };
}

/**
 * Whether a grant can be sealed to this public key (b64): right length, ML-KEM coefficients in range (FIPS 203 section
 * 7.2), X25519 half not of small order. Whether anybody holds the seed it cannot tell; the officer's test grant can.
 */
export async function isUsableSealingKey(publicKey: string): Promise<boolean> {
  const { encapsulate } = await xWing();
  try {
    await encapsulate(usablePublic(publicKey), randomBytes(64));
    return true;
  } catch {
    return false;
  }
}

function usablePublic(publicKey: string): Bytes {
  const raw = fromB64(publicKey);
  if (raw.length !== publicLength) throw new CannotOpen();
  const u = raw.slice(mlKemPublicLength);
  u[31] = (u[31] ?? 0) & 0x7f;
  if (smallOrderU.some((known) => equalBytes(fromB64(known), u))) throw new CannotOpen();
  return raw;
}

/**
 * HPKE base mode, empty aad: enc (1120) ‖ ciphertext. `randomness`: 64 bytes, used for nothing else. A key that cannot be
 * sealed to throws `CannotOpen`.
 */
export async function sealTo(
  publicKey: string,
  plaintext: Uint8Array,
  info: Uint8Array,
  randomness: Uint8Array,
): Promise<Bytes> {
  const { seal } = await xWing();
  return orCannotOpen(() => seal(usablePublic(publicKey), plaintext, info, ofLength(randomness, 64)));
}

/** Opens what `sealTo` sealed to this pair under the same info, or throws `CannotOpen`. */
export async function openWith(pair: SealingKeyPair, blob: Uint8Array, info: Uint8Array): Promise<Bytes> {
  const open = await openingOf(pair);
  return orCannotOpen(() => open(blob, info));
}
