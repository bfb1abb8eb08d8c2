import { digest, sha256, toB64, type Bytes } from '@consilium/bytes';
import {
  hash as hashShape,
  ledgerId as ledgerIdShape,
  registerSkeleton,
  skeleton as skeletonShape,
  type BlobRef,
  type DocumentType,
  type Entry,
  type EntryShapes,
  type Hash,
  type KeyId,
  type LedgerId,
  type LedgerKind,
  type Shape,
  type Skeleton,
} from '@consilium/domain';
import { fromB64, lp, utf8 } from './untrusted-bytes';
import { signJws, type Signer } from './keys';
import type { SealedEntry } from './sealed-entry';
import { readJson, readJws, type ReadJws } from './strict';
import { Malformed } from './untrusted';

/** An entry read strictly: hashes agree, nothing is signed by anybody yet. */
export interface ReadEntry {
  readonly skeleton: Skeleton;
  readonly hash: Hash;
  readonly kid: KeyId;
  /** ASCII of `header.payload`: what is signed. */
  readonly signed: Bytes;
  readonly signature: Bytes;
  /** As its type's shape says; absent when the reader was not given it, or when it names rules that the book does not know. */
  readonly body?: unknown;
  /** Every blob the body names, whether it came along or not. */
  readonly refs: readonly BlobRef[];
  readonly wire: SealedEntry;
}

const skeletonOf: Readonly<Record<LedgerKind, Shape<Skeleton>>> = {
  register: registerSkeleton,
  room: skeletonShape,
  advice: skeletonShape,
};

/** The `typ` of a ledger's entries. */
export function typeOf(kind: LedgerKind): DocumentType {
  return `consilium-${kind}`;
}

/** The shape of a body under this version of the rules, or `Malformed('type')` for a type that it does not have. */
export function bodyShape(book: EntryShapes, type: string, rules: number): Shape<unknown> {
  const bodies = book.bodies(rules);
  const shape = Object.hasOwn(bodies, type) ? bodies[type] : undefined;
  if (shape === undefined) throw new Malformed('type');
  return shape;
}

/**
 * SHA-256(lp("consilium/1 entry", the whole JWS)): the signature stands in chain and tree, so that nobody can be given another
 * one under the same head. Sound because a JWS is read in one spelling and every engine accepts the same signatures.
 */
export function entryHash(jws: string): Hash {
  return hashOf(hashed(jws));
}

const entryLabel = utf8('consilium/1 entry');
const bodyLabel = utf8('consilium/1 body');

/** What an entry's hash is made of. Ends with the JWS, which is ASCII. */
const hashed = (jws: string): Bytes => lp(entryLabel, jws);
const hashOf = (bytes: Bytes): Hash => toB64(sha256(bytes)) as Hash;

/** The id of a ledger is the entry hash of its first entry. */
export function ledgerIdOf(kind: LedgerKind, genesis: SealedEntry): LedgerId {
  return asLedgerId(entryHash(readSkeleton(kind, genesis.jws).jws));
}

/** The entry hash of entry 0, as the id it is. */
export function asLedgerId(genesis: Hash): LedgerId {
  return ledgerIdShape.read(genesis);
}

/** SHA-256(lp("consilium/1 body", T, type, salt16, body bytes)). */
export function bodyHash(type: DocumentType, entryType: string, salt: Bytes, bodyText: string): Hash {
  return hashOf(lp(bodyLabel, type, entryType, salt, bodyText));
}

/** Signs a skeleton whose keys are in the protocol's order. */
export async function signEntry(options: {
  readonly kind: LedgerKind;
  readonly signer: Signer;
  readonly skeleton: Skeleton;
}): Promise<{ readonly jws: string; readonly hash: Hash }> {
  const { jws } = await signJws(typeOf(options.kind), options.skeleton, options.signer);
  return { jws, hash: entryHash(jws) };
}

/** What a rule book is given of a read entry. */
export function judged(entry: ReadEntry): Entry {
  return { ...entry.skeleton, hash: entry.hash };
}

function isBlobRef(value: object): value is BlobRef {
  const keys = Object.keys(value);
  return keys.length === 2 && keys[0] === 'hash' && keys[1] === 'size';
}

/** Every `{hash, size}` in a body, in the order it stands there. */
export function blobRefs(value: unknown): readonly BlobRef[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isBlobRef(value)) return [value];
  return Object.values(value).flatMap((inner: unknown) => blobRefs(inner));
}

function readBody(book: EntryShapes, { type, rules, bodyHash: expected }: Skeleton, wire: SealedEntry): unknown {
  const shape = bodyShape(book, type, rules);
  const { body, salt } = wire;
  if (body === undefined && salt === undefined) return undefined;
  if (body === undefined || salt === undefined) throw new Malformed('body');
  const saltBytes = fromB64(salt);
  if (saltBytes.length !== 16) throw new Malformed('body');
  if (bodyHash(typeOf(book.kind), type, saltBytes, body) !== expected) throw new Malformed('body-hash');
  return readJson(body, shape);
}

/** Bytes; longer blobs are hashed off the thread. */
const largestHashedNow = 4096;

/** Passes blobs that the body names, each of the named hash and size. One that is named and absent is not judged here. */
async function checkBlobs(refs: readonly BlobRef[], blobs: Readonly<Record<string, string>>): Promise<void> {
  const sizes = new Map<string, number>(refs.map(({ hash, size }) => [hash, size]));
  await Promise.all(
    Object.entries(blobs).map(async ([hash, text]) => {
      const bytes = fromB64(text);
      if (sizes.get(hash) !== bytes.length) throw new Malformed('blob');
      const found = bytes.length > largestHashedNow ? await digest(bytes) : sha256(bytes);
      if (toB64(found) !== hash) throw new Malformed('blob');
    }),
  );
}

/** An entry's skeleton alone, read strictly. Throws `Malformed`. */
export function readSkeleton(kind: LedgerKind, jws: string): ReadJws<Skeleton> {
  return readJws(jws, typeOf(kind), skeletonOf[kind]);
}

/**
 * Reads an entry of a ledger: strict spelling and shape of skeleton and body, body against the skeleton's hash, blobs
 * against the hashes and sizes the body names. Which shape the body has is said by the version of the rules it names; of
 * one that the book does not know only the skeleton is read. Throws `Malformed`. Who signed it is for `advance`.
 */
export async function readEntry(book: EntryShapes, wire: SealedEntry): Promise<ReadEntry> {
  const { payload, kid, signingInput, signature, jws } = readSkeleton(book.kind, wire.jws);
  const bytes = hashed(jws);
  const hash = hashOf(bytes);
  const begins = bytes.length - jws.length;
  const signed = bytes.subarray(begins, begins + signingInput.length);
  const common = { skeleton: payload, hash, kid, signed, signature, wire };
  if (payload.rules > book.knows) return { ...common, refs: [] };
  const body = readBody(book, payload, wire);
  const refs = blobRefs(body);
  if (wire.blobs !== undefined) await checkBlobs(refs, wire.blobs);
  const read = { ...common, refs };
  return body === undefined ? read : { ...read, body };
}

/** The blobs a body names that did not come along. */
export function missingBlobs(entry: Pick<ReadEntry, 'refs' | 'wire'>): readonly BlobRef[] {
  return entry.refs.filter(({ hash }) => !Object.hasOwn(entry.wire.blobs ?? {}, hash));
}

/** A blob's bytes, or undefined when they did not come along. */
export function blobBytes(entry: Pick<ReadEntry, 'wire'>, ref: BlobRef): Bytes | undefined {
  const text = Object.hasOwn(entry.wire.blobs ?? {}, ref.hash) ? entry.wire.blobs?.[ref.hash] : undefined;
  return text === undefined ? undefined : fromB64(text);
}

/** Bytes as a body names them and as they travel. */
export interface Blob {
  readonly ref: BlobRef;
  /** b64. */
  readonly data: string;
}

export async function blobOf(bytes: Uint8Array): Promise<Blob> {
  const own = new Uint8Array(bytes);
  const hash = toB64(await digest(own));
  return { ref: { hash: hashShape.read(hash), size: own.length }, data: toB64(own) };
}
