import type { Hash, LedgerId, LedgerKind } from '@consilium/domain';
import type { History } from './history';
import type { SealedEntry } from './sealed-entry';

export interface KnownHistory {
  readonly ledger: LedgerId;
  readonly head: { readonly seq: number; readonly hash: Hash };
  /** Entry hash of each seq up to the head. */
  readonly history: Pick<History, 'at'>;
}

/** What somebody else says the newest entry is. */
export interface ClaimedHead {
  readonly ledger: LedgerId;
  readonly seq: number;
  readonly hash: Hash;
}

/**
 * `ahead`: mine goes on from theirs. `behind`: theirs is newer than mine, and nothing is known until the entries
 * between are loaded. `fork`: two histories that cannot both be true.
 */
export type Comparison = 'same' | 'ahead' | 'behind' | 'fork';

export function compareHeads(mine: KnownHistory, theirs: ClaimedHead): Comparison {
  if (mine.ledger !== theirs.ledger) return 'fork';
  if (theirs.seq > mine.head.seq) return 'behind';
  if (mine.history.at(theirs.seq) !== theirs.hash) return 'fork';
  return theirs.seq === mine.head.seq ? 'same' : 'ahead';
}

/** One side of a contradiction: signed heads and entries, verbatim. */
export interface EvidenceHalf {
  /** Signed heads as received, compact JWS. */
  readonly heads: readonly string[];
  readonly entries: readonly SealedEntry[];
}

/** A file that lets somebody else check what went wrong. Holds signed records and ciphertext only. */
export interface Evidence {
  readonly v: 1;
  readonly what: 'fork' | 'rollback' | 'refused';
  /** The ledger's or rule book's code where one entry was refused. */
  readonly code: string;
  readonly kind: LedgerKind;
  readonly ledger: LedgerId | '';
  /** When it was found, whole Unix seconds. */
  readonly at: number;
  readonly mine: EvidenceHalf;
  readonly theirs: EvidenceHalf;
}

export function evidence(found: Omit<Evidence, 'v'>): Evidence {
  const { what, code, kind, ledger, at, mine, theirs } = found;
  return { v: 1, what, code, kind, ledger, at, mine, theirs };
}
