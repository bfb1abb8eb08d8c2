import {
  ledgerKinds,
  modes,
  organisationKinds,
  registerBodies,
  registerStatuses,
  renditions,
  roles,
} from '@consilium/domain';
import { z } from 'zod';

/** Shapes that several endpoints share. Ids and bytes are canonical base64url; times are whole Unix seconds. */
const b64 = /^[A-Za-z0-9_-]*$/;
export const id16 = z.string().length(22).regex(b64);
export const id32 = z.string().length(43).regex(b64);
export const bytes = (max: number) =>
  z
    .string()
    .regex(b64)
    .max(Math.ceil((max * 4) / 3));
export const time = z.int().min(0);
/** Sequence numbers, sizes and versions: PostgreSQL keeps them as `integer`, which ends here. */
const largestInteger = 2_147_483_647;
export const integer = (min = 0, max = largestInteger) => z.int().min(min).max(max);
/** What a text column and a JSON column can both keep: no NUL, and no half of a surrogate pair. */
const isStorable = (value: string): boolean => !value.includes('\0') && value.isWellFormed();
export const text = (max: number, min = 0) => z.string().min(min).max(max).refine(isStorable, 'cannot be stored');
export const optionalId16 = z.union([id16, z.literal('')]);
export const role = z.enum(roles);
export const ledgerKind = z.enum(ledgerKinds);
export const rendition = z.enum(renditions);
/** `production`, or `trial`: tests and `npm start`. */
export const deployment = z.enum(modes);
export type Deployment = z.infer<typeof deployment>;
export const nothing = z.strictObject({});

/** An entry as stored and sent: the JWS verbatim, and beside it what hangs on its hash. `blobs`: hash → bytes. */
export const sealedEntry = z.strictObject({
  jws: text(120_000, 100),
  body: text(400_000).optional(),
  salt: id16.optional(),
  blobs: z.record(id32, bytes(131_072)).optional(),
});
export type SealedEntry = z.infer<typeof sealedEntry>;

/** `hash` is "" where there is no entry yet, `seq` then -1. */
export const ledgerHead = z.strictObject({ seq: integer(-1), hash: z.union([id32, z.literal('')]) });
export type LedgerHead = z.infer<typeof ledgerHead>;

/** Up to where a list is known. Opaque: a service gives it and understands it, or says all anew. */
const listMark = z
  .string()
  .max(80)
  .regex(/^[0-9.-]*$/);

/** A list asked for: `since`, the mark of the last answer that was read to its end, "" for everything; `after`, `next` of the page before, "" for the first. */
export const listAsked = z.strictObject({ since: listMark, after: z.union([id32, z.literal('')]) });

/**
 * What every page of a list says. `whole`: all there is, and not what changed; where the pages of one answer differ in it,
 * they are no answer. `mark`: the first page's is the one to keep, once the last page is there. `next`: "" on the last page.
 */
export const listPage = { whole: z.boolean(), mark: listMark, next: z.union([id32, z.literal('')]) };

/** WebAuthn responses as `PublicKeyCredential.toJSON()` gives them, without `clientExtensionResults` (it would hold the PRF secret). */
export const registrationResponse = z.strictObject({
  id: z.string().max(1400).regex(b64),
  attestationObject: bytes(8192),
  clientDataJSON: bytes(4096),
  transports: z.array(text(20)).max(8),
});
export type RegistrationResponse = z.infer<typeof registrationResponse>;

export const assertionResponse = z.strictObject({
  id: z.string().max(1400).regex(b64),
  authenticatorData: bytes(2048),
  clientDataJSON: bytes(4096),
  signature: bytes(1024),
  userHandle: bytes(64).optional(),
});
export type AssertionResponse = z.infer<typeof assertionResponse>;

/** One wrap of the account key. `binding` fields are authenticated inside; the server only stores them. */
export const wrap = z.strictObject({
  kind: z.enum(['prf', 'recovery', 'passphrase']),
  /** Credential id the wrap belongs to; "" for recovery. */
  credential: z.string().max(1400).regex(b64),
  version: integer(1),
  /** KDF parameters; of a passkey what it is asked with, its PRF input. Authenticated inside, too. */
  parameters: text(200),
  sealed: bytes(400),
});
export type Wrap = z.infer<typeof wrap>;

/** What an account needs to open on another device. All sealed; the server sees only sizes. */
export const sealedAccount = z.strictObject({
  keyring: bytes(65_564),
  keyringVersion: integer(1),
  wraps: z.array(wrap).min(1).max(40),
  /** Ed25519 public key derived from the recovery words, 32 bytes. */
  recoveryPublic: id32,
});
export type SealedAccount = z.infer<typeof sealedAccount>;

/** What an account is begun with: besides, the first sealed list of verified heads, so that one without a list is missing it. */
export const firstAccount = z.strictObject({ ...sealedAccount.shape, heads: bytes(131_072) });
export type FirstAccount = z.infer<typeof firstAccount>;

export const deviceLabel = text(80, 1);

/** Who is signed in, for screens. The truth about a person is the register. */
export const whoAmI = z.strictObject({
  person: id16,
  /** `waiting`: joined, not yet in the register. `ended`: status no longer good. */
  standing: z.enum(['waiting', 'active', 'ended']),
  role,
  root: id32,
  session: id16,
  idleSeconds: z.int(),
  ownDevice: z.boolean(),
  absoluteUntil: time,
});
export type WhoAmI = z.infer<typeof whoAmI>;

export const organisationView = z.strictObject({ id: id16, name: z.string(), kind: z.enum(organisationKinds) });

/** What a professional register says of a number. */
export const registerLookUp = z.strictObject({
  found: z.boolean(),
  body: z.enum(registerBodies),
  number: z.string(),
  name: z.string(),
  status: z.enum(registerStatuses),
  /** "" where the register states none. */
  specialty: z.string(),
  source: z.string(),
  /** What to do where nothing was found; else "". */
  next: z.string(),
  checkedAt: time,
});
export type RegisterLookUp = z.infer<typeof registerLookUp>;

export const joinRequest = z.strictObject({
  invitation: id16,
  person: id16,
  role,
  organisation: z.union([id16, z.literal('')]),
  /** The joiner's `consilium-join`, verbatim, with what they say of themselves, and their proof made with the link's secret. */
  join: text(60_000),
  /** The statement the proof is over, where `join` came later; else "". */
  first: text(60_000),
  proof: id32,
  at: time,
});
export type JoinRequest = z.infer<typeof joinRequest>;

export const signedUrl = z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) });
export type SignedUrl = z.infer<typeof signedUrl>;
