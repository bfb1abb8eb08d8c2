import type { ClearanceId, ConsentId, KeyId, ObjectId } from '../kernel/ids';
import {
  author,
  blobRef,
  entryId,
  hash,
  ledgerId,
  organisationId,
  personId,
  registerHead,
  threadId,
} from '../kernel/entry';
import {
  bytes,
  bytesBetween,
  integer,
  list,
  literal,
  object,
  oneOf,
  orEmpty,
  pattern,
  seconds,
  sorted,
  text,
  type ShapeOf,
} from '../kernel/shape';
import { dutyFlags, renditions } from '../words/lists';

/** Ed25519 public key, 32 bytes. */
export const signingPublic = bytes(32);
/** X-Wing public key, 1216 bytes: ML-KEM-768 (1184) and X25519 (32). */
export const sealingPublic = bytes(1216);
export const keyId = bytes<KeyId>(32);
export const consentId = bytes<ConsentId>(16);
export const clearanceId = bytes<ClearanceId>(16);
export const objectId = bytes<ObjectId>(16);

/** Domain name a passkey belongs to. */
export const rpId = pattern(/^(?:localhost|(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63})$/, 'a domain name');

export const passkey = object({ credential: bytesBetween(1, 1023), cose: bytesBetween(32, 1024), rpId });
export type Passkey = ShapeOf<typeof passkey>;
export const passkeys = list(passkey, { min: 1, max: 20 });

/**
 * `consilium-join`: a person's own statement of their keys, signed with the signing key it names, embedded verbatim in
 * the credential. `root` is `""` only in the joins of the register's genesis.
 */
export const join = object({
  v: literal(1),
  root: orEmpty(ledgerId),
  person: personId,
  signing: signingPublic,
  sealing: sealingPublic,
  passkeys,
  at: seconds,
});
export type Join = ShapeOf<typeof join>;

/** `consilium-head`: the newest entry its signer has verified; `register` is the register head they knew. */
export const head = object({
  v: literal(1),
  root: ledgerId,
  ledger: ledgerId,
  seq: integer(0),
  hash,
  register: registerHead,
  by: author,
  at: seconds,
});
export type Head = ShapeOf<typeof head>;

/** One stored rendition: ciphertext size and the SHA-256 of each part; `length` is the plaintext's. */
export const storedObject = object({
  rendition: oneOf(renditions),
  id: objectId,
  size: integer(1, 400_000_000),
  length: integer(1, 200_000_000),
  parts: list(hash, { min: 1, max: 64 }),
  okc: hash,
  sealedKey: blobRef,
});
export type StoredObject = ShapeOf<typeof storedObject>;

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

export const purposes = ['direct-care', 'peer-learning'] as const;
export type Purpose = (typeof purposes)[number];
/** What a clearance may let an outside colleague do; sorted. */
export const rights = ['answer', 'opinion', 'read'] as const;
export type Right = (typeof rights)[number];
export const outcomes = ['no-objection', 'no-objection-with-conditions', 'advised-against'] as const;
export type Outcome = (typeof outcomes)[number];

/** `consilium-clearance`: the adviser's standalone decision on one share (GMC recordings; MDU advice is advice, the gate is ours). */
export const clearance = object({
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
export type Clearance = ShapeOf<typeof clearance>;

/** A WebAuthn assertion over a labelled challenge; all b64. `nonce` is the server's, single use. */
export const gesture = object({
  cred: bytesBetween(1, 1023),
  nonce: bytes(32),
  authData: bytesBetween(37, 1024),
  clientData: bytesBetween(32, 2048),
  sig: bytesBetween(8, 512),
});
export type Gesture = ShapeOf<typeof gesture>;

/** A JWS in compact form; what it says is read by the ledger library before a rule book sees it. */
export const compactJws = pattern(
  /^[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,40000}\.[A-Za-z0-9_-]{86}$/,
  'a signed document',
);

/** Facts the ledger library established before a rule book is asked: signatures, thumbprints, gestures. */
export interface VerifiedJoin {
  readonly join: Join;
  /** Thumbprint of `join.signing`, whose signature over the document was checked. */
  readonly kid: KeyId;
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
export interface Facts {
  readonly joins?: readonly VerifiedJoin[];
  readonly clearance?: VerifiedClearance;
  /** In the register's entry 0: thumbprint of the body's `service` key. */
  readonly serviceKid?: KeyId;
}
export const noFacts: Facts = {};
