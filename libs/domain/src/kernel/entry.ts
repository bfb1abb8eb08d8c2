import { entryId, hash, ledgerId, personId, threadId, type Hash, type PersonId, type ThreadId } from './ids';
import { integer, list, literal, object, orEmpty, pattern, seconds, sorted, type Shape, type ShapeOf } from './shape';

export const ledgerKinds = ['register', 'room', 'advice'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** The `typ` of every signed document; a reader always says which one it expects. */
export const documentTypes = [
  'consilium-register',
  'consilium-room',
  'consilium-advice',
  'consilium-clearance',
  'consilium-join',
  'consilium-head',
  'consilium-receipt',
  'consilium-checkpoint',
] as const;
export type DocumentType = (typeof documentTypes)[number];

/** Person id, or `service` for a tick. */
export const author = pattern<PersonId>(/^(?:service|[A-Za-z0-9_-]{21}[AQgw])$/, 'a person or the service');

export const registerHead = object({ seq: integer(-1), hash: orEmpty(hash) });
export type RegisterHead = ShapeOf<typeof registerHead>;

/** `"room"` (every reader of the ledger) or the sorted thread ids whose holders may read the body. */
export type Scope = 'room' | readonly ThreadId[];
const threadScope = sorted(threadId, { min: 1, max: 500 });
export const scope: Shape<Scope> = {
  read: (value, path) => (value === 'room' ? 'room' : threadScope.read(value, path)),
};

const skeletonFields = {
  v: literal(1),
  rules: integer(1),
  root: orEmpty(ledgerId),
  ledger: orEmpty(ledgerId),
  seq: integer(0),
  prev: orEmpty(hash),
  id: entryId,
  by: author,
  register: registerHead,
  at: seconds,
  type: pattern(/^[a-z][a-z-]{1,31}$/, 'an entry type'),
  scope,
  bodyHash: hash,
} as const;

/** Payload of an entry's JWS, keys in this order. The register's has `tree`, the RFC 6962 root over the entry hashes before it. */
export const skeleton = object(skeletonFields);
export const registerSkeleton = object({ ...skeletonFields, tree: hash });
export type Skeleton = ShapeOf<typeof skeleton> & { readonly tree?: Hash };

/** A blob (sealed text, grant) named by its SHA-256 and its length in bytes. */
export const blobRef = object({ hash, size: integer(1, 131_072) });
export type BlobRef = ShapeOf<typeof blobRef>;

export const grantRef = object({ recipient: personId, blob: blobRef });
export type GrantRef = ShapeOf<typeof grantRef>;
export const grantRefs = list(grantRef, { max: 500 });

/** What a rule book receives: the verified skeleton with its entry hash. */
export interface Entry extends Skeleton {
  readonly hash: Hash;
}

/** Given in place of a body that its reader may not see. */
export const outOfScope = Symbol('out of scope');
export type OutOfScope = typeof outOfScope;
