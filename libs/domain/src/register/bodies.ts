import { blobRef, grantRefs } from '../kernel/entry';
import { clearanceId, hash, organisationId, personId } from '../kernel/ids';
import { compactJws, passkeys, rpId, signingPublic } from '../kernel/keys';
import {
  bytes,
  integer,
  list,
  literal,
  object,
  oneOf,
  orEmpty,
  pattern,
  seconds,
  text,
  type ShapeOf,
} from '../kernel/shape';
import { organisationKinds, personStatuses, roles } from '../words/lists';

const origin = pattern(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, 'an origin');

/** What the professional register said, when and from where. Officers have none. */
export const registration = object({
  body: text(40, 1),
  number: text(20, 1),
  name: text(120, 1),
  status: text(80, 1),
  source: text(80, 1),
  checkedAt: seconds,
});
export type Registration = ShapeOf<typeof registration>;

/** Bodies of the register's entries, by type. All have scope `"room"`; no patient data ever. */
export const registerBodies = {
  /** Entry 0, signed by the first officer. `service`: the key that may append ticks and sign heads. */
  genesis: object({
    kind: literal('register'),
    nonce: bytes(16),
    rpId,
    origin,
    officers: list(object({ name: text(120, 1), join: compactJws }), { min: 1, max: 5 }),
    service: signingPublic,
  }),
  organisation: object({ organisation: organisationId, name: text(120, 1), kind: oneOf(organisationKinds) }),
  /** Binds a person's own join to name, register number, employer and defence organisation (`""`: none). Renewal: the same person again. */
  credential: object({
    person: personId,
    role: oneOf(roles),
    name: text(120, 1),
    join: compactJws,
    organisation: orEmpty(organisationId),
    defence: orEmpty(organisationId),
    specialty: text(80),
    level: oneOf(['V1', 'V2', 'V3'] as const),
    registration: list(registration, { max: 1 }),
    expires: seconds,
  }),
  /** Register status of a person, or the end of their access; `reason` is a code word, never a story. */
  status: object({ person: personId, status: oneOf(personStatuses), source: text(80, 1), checkedAt: seconds }),
  /** Ends or begins again an adviser's appointment; a credential with the role `adviser` begins it. */
  appointment: object({ person: personId, organisation: organisationId, state: oneOf(['begun', 'ended'] as const) }),
  /** By the person: the passkeys they hold now, and the version of the sealed keyring a device must find. */
  passkeys: object({ passkeys, keyring: integer(1) }),
  /** By the person with the old key: a new join of the same person. */
  'key-change': object({ join: compactJws, keyring: integer(2) }),
  /** By an adviser: the organisation's sealing key. `thread` = organisation, granted to exactly its active advisers. */
  'org-key': object({
    thread: organisationId,
    gen: integer(1),
    kc: hash,
    back: orEmpty(bytes(60)),
    grants: grantRefs,
    public: bytes(1216),
  }),
  /** By an adviser who holds the organisation's key, to an adviser who does not yet. */
  grant: object({ thread: organisationId, gen: integer(1), recipient: personId, blob: blobRef }),
  /** By an adviser of the organisation that gave the clearance, so that every room learns it in order. */
  'clearance-status': object({
    clearance: clearanceId,
    hash,
    organisation: organisationId,
    status: oneOf(['suspended', 'reinstated', 'ended'] as const),
  }),
  /** By an officer: activates a rule-book version for entries from here on. */
  'rules-version': object({ version: integer(1) }),
} as const;

export type RegisterEntryType = keyof typeof registerBodies;
export type RegisterBody<T extends RegisterEntryType> = ShapeOf<(typeof registerBodies)[T]>;
