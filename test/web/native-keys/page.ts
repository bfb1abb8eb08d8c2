import { concat, equalBytes, fromB64, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { openGrant, sealGrant, sealingKeyFromSeed } from '@consilium/sealing';
import {
  decapsulatesAsInJavaScript,
  decapsulating,
  openingWith,
  ownMlKem,
  ownX25519,
  plainMlKem,
  plainX25519,
  readsPointsAsPublished,
  smallOrderU,
  type Halves,
} from '@consilium/sealing/testing';
import { hpkeLibrary } from '@consilium/testkit/sealing';
import { byEngine, byLibrary, requireGoodKey, verify, type Verify } from '@consilium/ledger/testing';
import eddsa from '../../../libs/ledger/vectors/eddsa-cases.json';
import vectors from '../../../libs/sealing/vectors/consilium-1.json';

const roads = {
  engine: { mlKem: ownMlKem, x25519: ownX25519 },
  javascript: { mlKem: plainMlKem, x25519: plainX25519 },
} satisfies Record<string, Halves>;

type Road = keyof typeof roads;

const isRefused = async (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => false,
    () => true,
  );

/** What the browser spec asks of this page. */
export interface NativeKeys {
  trials(): Promise<{ x25519: boolean; mlKem: boolean }>;
  /** How many of the vectors opened to their keys by this road. */
  vectors(by: Road): Promise<number>;
  /** How many of as many tries, drawn by lot, gave what the published library gives; a third of them are spoilt in their ML-KEM half. */
  byLot(by: Road, tries: number): Promise<number>;
  /** How many points of small order this road refused, and the published library beside it. */
  refused(by: Road): Promise<{ points: number; here: number; library: number }>;
  /** By the door, whatever road it takes: how many vectors opened, and were sealed to the bytes of the published library. */
  door(): Promise<{ opened: number; sealedAlike: number }>;
  /** Cases of "Taming the many EdDSAs" that this road, or the ledger itself, judges otherwise than the equation. */
  otherwise(by: 'engine' | 'library' | 'ledger'): Promise<number[]>;
}

declare global {
  var nativeKeys: NativeKeys;
}

const count = (good: readonly boolean[]): number => good.filter(Boolean).length;

async function encTo(seed: Bytes): Promise<Bytes> {
  const blob = await hpkeLibrary.seal(
    await hpkeLibrary.publicOf(seed),
    randomBytes(32),
    new Uint8Array(),
    randomBytes(64),
  );
  return blob.slice(0, 1120);
}

const hex = (text: string): Bytes => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

const isTaken = (key: string): boolean => {
  try {
    requireGoodKey(key);
    return true;
  } catch {
    return false;
  }
};

/** Keys of small order are refused before any signature is looked at; of the others only those of prime order are taken. */
const byLedger: Verify = async (key, signature, signed) => verify(key, signed, signature).catch(() => false);
const verifiers = { engine: byEngine, library: byLibrary, ledger: byLedger };

globalThis.nativeKeys = {
  otherwise: async (by) => {
    const wrong: number[] = [];
    for (const [number, { publicKey, signature, message, holds, key }] of eddsa.vectors.entries()) {
      const isBehindTheDoor = key !== 'small' && number !== 9 && number !== 10;
      if (by !== 'ledger' && !isBehindTheDoor) continue;
      const text = toB64(hex(publicKey));
      const judged = await verifiers[by](text, hex(signature), hex(message));
      const expected = holds && key !== 'small';
      if (judged !== expected || isTaken(text) !== (key === 'prime')) wrong.push(number);
    }
    return wrong;
  },

  trials: async () => ({
    x25519: await readsPointsAsPublished(ownX25519).catch(() => false),
    mlKem: await decapsulatesAsInJavaScript(ownMlKem).catch(() => false),
  }),

  vectors: async (by) => {
    const opened = vectors.grants.map(async ({ sealingSeed, blob, info, key }) => {
      const open = await openingWith(fromB64(sealingSeed), roads[by]);
      return toB64(await open(fromB64(blob), fromB64(info))) === key;
    });
    return count(await Promise.all(opened));
  },

  byLot: async (by, tries) => {
    const same: boolean[] = [];
    for (let i = 0; i < tries; i++) {
      const seed = randomBytes(32);
      const enc = await encTo(seed);
      if (i % 3 === 0) enc[(i * 37) % 1088] = (enc[(i * 37) % 1088] ?? 0) ^ 1;
      const decapsulate = await decapsulating(seed, roads[by]);
      same.push(equalBytes(await decapsulate(enc), await hpkeLibrary.decapsulate(seed, enc)));
    }
    return count(same);
  },

  refused: async (by) => {
    const seed = randomBytes(32);
    const enc = await encTo(seed);
    const decapsulate = await decapsulating(seed, roads[by]);
    const spoilt = smallOrderU.map((point) => concat([enc.slice(0, 1088), fromB64(point)]));
    const here = await Promise.all(spoilt.map((each) => isRefused(() => decapsulate(each))));
    const library = await Promise.all(spoilt.map((each) => isRefused(() => hpkeLibrary.decapsulate(seed, each))));
    return { points: spoilt.length, here: count(here), library: count(library) };
  },

  door: async () => {
    const [opened, sealedAlike]: [boolean[], boolean[]] = [[], []];
    for (const { sealingSeed, place, info, randomness, blob, key } of vectors.grants) {
      const pair = await sealingKeyFromSeed(fromB64(sealingSeed));
      opened.push(toB64(await openGrant(fromB64(blob), place, pair)) === key);
      const to = fromB64(place.recipientPublicKey);
      const byLibrary = await hpkeLibrary.seal(to, fromB64(key), fromB64(info), fromB64(randomness));
      sealedAlike.push(equalBytes(await sealGrant(fromB64(key), place), byLibrary));
    }
    return { opened: count(opened), sealedAlike: count(sealedAlike) };
  },
};
