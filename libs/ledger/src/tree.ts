import { concat, equalBytes, sha256, toB64, type Bytes } from '@consilium/bytes';
import type { Hash } from '@consilium/domain';
import { fromB64 } from './untrusted-bytes';

/**
 * Merkle tree of RFC 6962, section 2.1, kept as the roots of its full subtrees, largest first: enough to add leaves and
 * to name the root. Plain data, so that it can be stored.
 */
export interface Tree {
  /** Leaves. */
  readonly size: number;
  /** b64, one per set bit of `size`. */
  readonly peaks: readonly string[];
}

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

const leafHash = (data: Uint8Array): Promise<Bytes> => Promise.resolve(sha256(concat([leafMark, data])));
const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  Promise.resolve(sha256(concat([nodeMark, left, right])));

/** Largest power of two smaller than `size`; `size` ≥ 2. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

async function append(tree: Tree, data: Uint8Array): Promise<Tree> {
  const peaks = [...tree.peaks];
  let added = await leafHash(data);
  for (let size = tree.size; size % 2 === 1; size = (size - 1) / 2) {
    added = await nodeHash(fromB64(peaks.pop() ?? ''), added);
  }
  return { size: tree.size + 1, peaks: [...peaks, toB64(added)] };
}

async function root(tree: Tree): Promise<Hash> {
  const [last, ...rest] = tree.peaks.map(fromB64).reverse();
  if (last === undefined) return toB64(sha256(new Uint8Array(0))) as Hash;
  let folded = last;
  for (const peak of rest) folded = await nodeHash(peak, folded);
  return toB64(folded) as Hash;
}

/** The tree over entry hashes: `append` adds one leaf's data, `root` is its tree hash, b64. */
export const Tree = { empty: { size: 0, peaks: [] } satisfies Tree as Tree, append, root } as const;

/** Tree hash of a list of leaves' data. */
export async function treeRoot(leaves: readonly Uint8Array[]): Promise<Hash> {
  let tree = Tree.empty;
  for (const leaf of leaves) tree = await append(tree, leaf);
  return root(tree);
}

/** Hashes that lead from leaf `index` to the root (RFC 6962, 2.1.1), b64. */
export async function inclusionProof(leaves: readonly Uint8Array[], index: number): Promise<readonly string[]> {
  if (leaves.length < 2) return [];
  const half = split(leaves.length);
  const left = leaves.slice(0, half);
  const right = leaves.slice(half);
  return index < half
    ? [...(await inclusionProof(left, index)), await treeRoot(right)]
    : [...(await inclusionProof(right, index - half)), await treeRoot(left)];
}

async function subProof(leaves: readonly Uint8Array[], size: number, whole: boolean): Promise<readonly string[]> {
  if (size === leaves.length) return whole ? [] : [await treeRoot(leaves)];
  const half = split(leaves.length);
  const left = leaves.slice(0, half);
  const right = leaves.slice(half);
  return size <= half
    ? [...(await subProof(left, size, whole)), await treeRoot(right)]
    : [...(await subProof(right, size - half, false)), await treeRoot(left)];
}

/** Hashes that show the first `size` leaves to be a beginning of all of them (RFC 6962, 2.1.2), b64. */
export async function consistencyProof(leaves: readonly Uint8Array[], size: number): Promise<readonly string[]> {
  return size === 0 ? [] : subProof(leaves, size, true);
}

/** Whether the proof leads from the leaf's data at `index` to the root of a tree of `size` leaves (RFC 9162, 2.1.3.2). */
export async function verifyInclusion(options: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly root: string;
}): Promise<boolean> {
  if (options.index < 0 || options.index >= options.size) return false;
  let node = options.index;
  let last = options.size - 1;
  let folded = await leafHash(options.leaf);
  for (const each of options.proof.map(fromB64)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      folded = await nodeHash(each, folded);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else folded = await nodeHash(folded, each);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && toB64(folded) === options.root;
}

const half = (value: number): number => Math.floor(value / 2);

interface Consistency {
  readonly first: { readonly size: number; readonly root: string };
  readonly second: { readonly size: number; readonly root: string };
  readonly proof: readonly string[];
}

/** Whether the tree of `first` is a beginning of the tree of `second` (RFC 9162, 2.1.4.2). */
export async function verifyConsistency({ first, second, proof }: Consistency): Promise<boolean> {
  if (first.size > second.size || first.size < 0) return false;
  if (first.size === 0) return proof.length === 0;
  if (first.size === second.size) return proof.length === 0 && first.root === second.root;
  const isFull = Number.isInteger(Math.log2(first.size));
  const [start, ...path] = isFull ? [first.root, ...proof] : proof;
  return start !== undefined && foldsToBoth({ first, second, proof: path }, fromB64(start));
}

async function foldsToBoth({ first, second, proof }: Consistency, start: Bytes): Promise<boolean> {
  let [node, last] = [first.size - 1, second.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const each of proof.map(fromB64)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [older, newer] = [await nodeHash(each, older), await nodeHash(each, newer)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else newer = await nodeHash(newer, each);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(older, fromB64(first.root)) && equalBytes(newer, fromB64(second.root));
}
