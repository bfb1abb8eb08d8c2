import type { Hash, LedgerId, RecordHead, RegisterState, Restored } from '@consilium/domain';
import type { AppliedEntry, History, Replica } from '@consilium/ledger';
import type { RememberedHead } from './remembered';

/** What officers said was lost of a record, and the register entry from which on that counts. */
export interface Acceptable extends Restored {
  readonly entry: Hash;
}

/** A record as this device had it, before it went on from an older copy. */
export interface Before<S> {
  readonly replica: Replica<S> | undefined;
  readonly entries: readonly AppliedEntry[];
}

/** By whose word a record goes on from an older copy of it, and who hears of it. */
export interface Restoring<S> {
  /** What officers said of this record, as far as this device has not gone on by it before. */
  of(shown: Replica<S>): readonly Acceptable[];
  /** Another history of the record is shown than this device has verified: it says what it had. `kept`: where they part. */
  missed(lost: RememberedHead, kept: RecordHead): void;
  /** The record goes on from the older copy. */
  took(restore: Acceptable, before: Before<S>): void;
}

/** What a register says was lost of one record, newest first. */
export function restoresOf({ restored, hashes }: RegisterState, ledger: LedgerId): Acceptable[] {
  return restored
    .filter((each) => each.ledger === ledger)
    .map((each) => ({ ...each, entry: hashes[each.seq] ?? ('' as Hash) }))
    .toReversed();
}

/** What a device knows of one record: the heads it was given or remembers, and the entries it verified itself. */
export interface Known {
  readonly heads: readonly RememberedHead[];
  readonly history: Pick<History, 'at' | 'length'> | undefined;
}

type Shown = Pick<History, 'at' | 'length'>;

function has(history: Shown, { seq, hash }: RecordHead): boolean {
  return seq === -1 || history.at(seq) === hash;
}

/** Whether the word covers a head that is not shown any more: it came after what was kept, and not after what was lost. */
function covers({ kept, lost }: Restored, shown: Shown, head: RememberedHead): boolean {
  if (shown.at(head.seq) === head.hash) return true;
  if (head.seq <= kept.seq || head.seq > lost.seq) return false;
  return head.seq < lost.seq || head.hash === lost.hash;
}

/**
 * Whether a device that knows this may go on with what is shown: it parts from what the device verified after the entry kept,
 * and nothing that the device knows is newer than what was lost.
 */
export function mayGoOn(restore: Restored, { heads, history }: Known, shown: Shown): boolean {
  if (!has(shown, restore.kept)) return false;
  if (history !== undefined && history.length > restore.kept.seq && !has(history, restore.kept)) return false;
  return heads.every((head) => covers(restore, shown, head));
}

/** The newest entry that two histories have in common; seq −1 for none. */
export function partedAt(one: Shown, other: Shown): RecordHead {
  for (let seq = Math.min(one.length, other.length) - 1; seq >= 0; seq -= 1) {
    const hash = one.at(seq);
    if (hash !== undefined && hash === other.at(seq)) return { seq, hash };
  }
  return { seq: -1, hash: '' };
}

/** A record as it stands on this device, or as another reading of it came to. */
interface Standing<S> extends Before<S> {
  readonly alarm: string;
  readonly restoring: Restoring<S> | undefined;
  known(): readonly RememberedHead[];
}

/**
 * Goes on from what is shown of a record, where officers said what was lost and nothing that is known here is newer than that.
 * Otherwise the alarm stands, and its evidence, and what this device had is told.
 */
export function goOnFrom<S>(log: Standing<S>, shown: Pick<Standing<S>, 'replica' | 'alarm'>, become: () => void): void {
  const { restoring, replica, entries } = log;
  if (restoring === undefined || shown.replica === undefined || shown.alarm !== '') return;
  const { history } = shown.replica;
  const known = { heads: log.known(), history: replica?.history };
  const restore = restoring.of(shown.replica).find((each) => mayGoOn(each, known, history));
  if (restore !== undefined) {
    become();
    restoring.took(restore, { replica, entries });
    return;
  }
  const [newest] = known.heads.toSorted((one, other) => other.seq - one.seq);
  if (newest === undefined || replica === undefined || history.at(newest.seq) === newest.hash) return;
  restoring.missed(newest, partedAt(replica.history, history));
}
