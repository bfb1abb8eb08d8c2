import { randomBytes, toB64 } from '@consilium/bytes';
import type {
  BodyToWrite,
  EntryId,
  EntryShapes,
  EntryType,
  Hash,
  LedgerId,
  LedgerKind,
  PersonId,
  RegisterHead,
  Scope,
  Skeleton,
} from '@consilium/domain';
import { entryId } from '@consilium/domain';
import { fromB64 } from './untrusted-bytes';
import { asLedgerId, bodyHash, bodyShape, signEntry, typeOf, type Blob } from './entry';
import type { Signer } from './keys';
import type { SealedEntry } from './sealed-entry';
import { readJson } from './strict';
import { Tree } from './tree';

/** What somebody wants to say, before it has a place in the ledger. Id, salt and body stay the same through every rebase. */
export interface Draft {
  readonly id: EntryId;
  readonly type: string;
  readonly scope: Scope;
  /** JSON text. */
  readonly body: string;
  readonly salt: string;
  readonly blobs: Readonly<Record<string, string>>;
}

/** 16 random bytes. */
export function newEntryId(): EntryId {
  return entryId.read(toB64(randomBytes(16)));
}

/** What is said in an entry of this type. Content is sealed for an entry's id, so a caller may bring the `id`. */
export interface Saying<Type extends EntryType> {
  readonly type: Type;
  readonly scope: Scope;
  /** Keys in the order of its shape: that alone is judged only when the draft is signed. */
  readonly body: BodyToWrite<Type>;
  readonly blobs?: readonly Blob[];
  readonly id?: EntryId;
}

export function draft<const Type extends EntryType>(options: Saying<Type>): Draft {
  return {
    id: options.id ?? newEntryId(),
    type: options.type,
    scope: options.scope,
    body: JSON.stringify(options.body),
    salt: toB64(randomBytes(16)),
    blobs: Object.fromEntries((options.blobs ?? []).map(({ ref, data }) => [ref.hash, data])),
  };
}

/** Where a batch is put. */
export interface Place {
  /** `""`: the batch begins a ledger. */
  readonly ledger: LedgerId | '';
  /** Newest entry; `at` its time. Undefined with `ledger` `""`. */
  readonly head: { readonly seq: number; readonly hash: Hash; readonly at: number } | undefined;
  /** Register ledger id; `""` when the batch begins the register. */
  readonly root: LedgerId | '';
  readonly rules: number;
  /** Register head the author knows; in the register itself each entry names the one before it. */
  readonly register: RegisterHead;
  /** The register's tree over its entries so far; only for the register. */
  readonly tree?: Tree | undefined;
  readonly by: PersonId;
  /** Whole Unix seconds. */
  readonly at: number;
  readonly signer: Signer;
}

interface Step {
  readonly ledger: LedgerId | '';
  readonly root: LedgerId | '';
  readonly seq: number;
  readonly prev: Hash | '';
  readonly tree: Tree;
}

async function skeletonAt(book: EntryShapes, each: Draft, place: Place, step: Step): Promise<Skeleton> {
  const { kind } = book;
  readJson(each.body, bodyShape(book, each.type, place.rules));
  const common = {
    v: 1 as const,
    rules: place.rules,
    root: step.root,
    ledger: step.ledger,
    seq: step.seq,
    prev: step.prev,
    id: each.id,
    by: place.by,
    register: kind === 'register' ? { seq: step.seq - 1, hash: step.prev } : place.register,
    at: Math.max(place.at, place.head?.at ?? 0),
    type: each.type,
    scope: each.scope,
    bodyHash: bodyHash(typeOf(kind), each.type, fromB64(each.salt), each.body),
  };
  return kind === 'register' ? { ...common, tree: await Tree.root(step.tree) } : common;
}

async function after(step: Step, hash: Hash, kind: LedgerKind): Promise<Step> {
  const ledger = step.ledger === '' ? asLedgerId(hash) : step.ledger;
  return {
    ledger,
    root: step.root === '' ? ledger : step.root,
    seq: step.seq + 1,
    prev: hash,
    tree: kind === 'register' ? await Tree.append(step.tree, fromB64(hash)) : step.tree,
  };
}

function sealed(each: Draft, jws: string): SealedEntry {
  const { body, salt, blobs } = each;
  return Object.keys(blobs).length === 0 ? { jws, body, salt } : { jws, body, salt, blobs };
}

/**
 * Gives drafts their place after `head` and signs them. Losing the race for the head means calling again with the new
 * place and the same drafts: only the skeletons change. Each body has to be what the book says of the place's version of the rules.
 */
export async function sealBatch(
  book: EntryShapes,
  drafts: readonly Draft[],
  place: Place,
): Promise<readonly SealedEntry[]> {
  let step: Step = {
    ledger: place.ledger,
    root: place.root,
    seq: (place.head?.seq ?? -1) + 1,
    prev: place.head?.hash ?? '',
    tree: place.tree ?? Tree.empty,
  };
  const entries: SealedEntry[] = [];
  for (const each of drafts) {
    const skeleton = await skeletonAt(book, each, place, step);
    const { jws, hash } = await signEntry({ kind: book.kind, signer: place.signer, skeleton });
    entries.push(sealed(each, jws));
    step = await after(step, hash, book.kind);
  }
  return entries;
}
