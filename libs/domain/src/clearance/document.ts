import { registerHead } from '../kernel/entry';
import {
  clearanceId,
  consentId,
  entryId,
  hash,
  keyId,
  ledgerId,
  objectId,
  organisationId,
  personId,
  threadId,
  type KeyId,
} from '../kernel/ids';
import { sealingPublic } from '../kernel/keys';
import {
  integer,
  list,
  literal,
  object,
  oneOf,
  seconds,
  sorted,
  text,
  type Shape,
  type ShapeOf,
} from '../kernel/shape';
import type { Words } from '../words/tables';

export const clearedObject = object({
  id: objectId,
  size: integer(1),
  parts: list(hash, { min: 1, max: 64 }),
  okc: hash,
});
export const consentRef = object({ id: consentId, version: integer(1), hash });

/** One picture as a clearance names it; `through` is the last entry of its talk the requester saw (a record, not a limit). */
export const clearedThread = object({
  thread: threadId,
  picture: entryId,
  through: entryId,
  objects: list(clearedObject, { min: 3, max: 3 }),
  consent: consentRef,
});
export type ClearedThread = ShapeOf<typeof clearedThread>;

/** Who may be invited, as the professional register names them and with the keys they hold. */
export const recipient = object({ person: personId, number: text(20, 1), kid: keyId, sealing: sealingPublic });
export type Recipient = ShapeOf<typeof recipient>;

/**
 * `consilium-clearance`: the adviser's standalone decision on one share (GMC recordings; MDU advice is advice, the gate is
 * ours). It holds the words of the version it names, as an entry does.
 */
export const clearanceIn = ({ dutyFlags, outcomes, purposes, rights }: Words) =>
  object({
    v: literal(1),
    rules: integer(1),
    root: ledgerId,
    id: clearanceId,
    advice: ledgerId,
    request: entryId,
    dossier: hash,
    room: ledgerId,
    roomHead: object({ seq: integer(0), hash }),
    by: personId,
    org: organisationId,
    requester: personId,
    recipient,
    purpose: oneOf(purposes),
    brief: hash,
    threads: list(clearedThread, { min: 1, max: 50 }),
    flags: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
    rights: sorted(oneOf(rights), { min: 1, max: rights.length }),
    conditions: list(text(300, 1), { max: 10 }),
    outcome: oneOf(outcomes),
    joinBy: seconds,
    memberUntil: seconds,
    register: registerHead,
    at: seconds,
  });
export type Clearance = ShapeOf<ReturnType<typeof clearanceIn>>;

/** The shapes of clearances, each chosen by the version of the rules that the clearance names. */
export interface ClearanceShapes {
  /** The newest version of the rules that this build reads and judges. */
  readonly knows: number;
  readonly clearance: (rules: number) => Shape<Clearance>;
}

export interface VerifiedSignature {
  readonly kid: KeyId;
  /** Credential id whose public key, as the signer's register record lists it, verified the gesture with UP, UV and the exact origin. */
  readonly credential: string;
}
export interface VerifiedClearance {
  readonly clearance: Clearance;
  /** Clearance hash (protocol: SHA-256(lp("consilium/1 clearance", signing input))). */
  readonly hash: string;
  readonly first: VerifiedSignature;
  readonly second?: VerifiedSignature;
}
