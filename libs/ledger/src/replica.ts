import type { Hash, LedgerId, LedgerKind, RegisterHead } from '@consilium/domain';
import type { History } from './history';
import type { Tree } from './tree';

/**
 * What one reader believes of one ledger: every entry up to `head` was read strictly, verified and passed the rule book.
 * A value; `advance` makes the next one. Plain data as far as its state is, so that it can be kept between visits.
 */
export interface Replica<S> {
  readonly kind: LedgerKind;
  readonly ledger: LedgerId;
  readonly root: LedgerId;
  readonly state: S;
  readonly head: { readonly seq: number; readonly hash: Hash };
  /** Time of the newest entry, whole Unix seconds. */
  readonly at: number;
  /** Rule-book version of the newest entry. */
  readonly rules: number;
  /** Register head the newest entry named. */
  readonly register: RegisterHead;
  /** Entry hash of each seq, and the ids in use. */
  readonly history: History;
  /** RFC 6962 tree over all entries; in the register only. */
  readonly tree?: Tree;
}

/** The place right after a replica's newest entry, for `sealBatch`. */
export function placeAfter(replica: Pick<Replica<unknown>, 'ledger' | 'root' | 'head' | 'at' | 'tree'>): {
  readonly ledger: LedgerId;
  readonly root: LedgerId;
  readonly head: { readonly seq: number; readonly hash: Hash; readonly at: number };
  readonly tree: Tree | undefined;
} {
  const { ledger, root, head, at, tree } = replica;
  return { ledger, root, head: { ...head, at }, tree };
}
