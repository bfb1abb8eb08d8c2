import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import {
  checkThreadKey,
  newSealingKey,
  newThreadKey,
  openGrant,
  sealGrant,
  threadCommitment,
  type GrantPlace,
  type SealingKeyPair,
} from '@consilium/sealing';
import { grantInfo } from '@consilium/sealing/testing';
import { hpkeLibrary } from '@consilium/testkit/sealing';

/** Milliseconds of one opening, one value a round. */
export interface OpeningTimes {
  readonly ours: number[];
  readonly library: number[];
  /** Whether this engine has an ML-KEM of its own. */
  readonly hasMlKem: boolean;
}

const grants = 25;
const rounds = 9;

interface Grant {
  readonly place: GrantPlace;
  readonly blob: Bytes;
}

async function grantTo(pair: SealingKeyPair): Promise<Grant> {
  const id = (length: number): string => toB64(randomBytes(length));
  const thread = { ledger: id(32), thread: id(16), generation: 1 };
  const key = newThreadKey();
  const to = { recipient: id(16), recipientPublicKey: pair.publicKey, clearance: '' };
  const place = { ...thread, ...to, root: id(32), granter: id(16), commitment: threadCommitment(key, thread) };
  return { place, blob: await sealGrant(key, place) };
}

async function openByLibrary({ place, blob }: Grant, pair: SealingKeyPair): Promise<void> {
  const key = await hpkeLibrary.open(pair.seed, blob, grantInfo(place));
  checkThreadKey(key, place, place.commitment);
}

async function eachMilliseconds(all: readonly Grant[], open: (grant: Grant) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (const grant of all) await open(grant);
  return (performance.now() - start) / all.length;
}

/** The same grants opened to their committed keys one after another, by the published library and by ours, turn about. */
export async function timeOpenings(): Promise<OpeningTimes> {
  const pair = await newSealingKey();
  const all = await Promise.all(Array.from({ length: grants }, () => grantTo(pair)));
  const hasMlKem = 'decapsulateBits' in crypto.subtle;
  const times: OpeningTimes = { ours: [], library: [], hasMlKem };
  for (let round = 0; round <= rounds; round++) {
    const library = await eachMilliseconds(all, (grant) => openByLibrary(grant, pair));
    const ours = await eachMilliseconds(all, (grant) => openGrant(grant.blob, grant.place, pair));
    if (round === 0) continue;
    times.library.push(library);
    times.ours.push(ours);
  }
  return times;
}
