import type { RuleBook } from '@consilium/domain';
import { advance, Refused, type AdvanceOptions, type AppliedEntry, type Replica } from '@consilium/ledger';

/** What still stands of a record, and the entry at which it ends. */
export interface JudgedAgain<S> {
  readonly replica: Replica<S> | undefined;
  readonly entries: AppliedEntry[];
  readonly refused: Refused;
}

/** Judges entries that were verified here by a register that has grown since; undefined: all of them stand. */
export async function judgedAgain<S>(
  book: RuleBook<S>,
  entries: readonly AppliedEntry[],
  options: AdvanceOptions<S>,
): Promise<JudgedAgain<S> | undefined> {
  // What was missing then is missing now, and is no new matter.
  const again = { ...options, trustStored: true, expectsBody: () => false, expectsBlobs: () => [] };
  const wires = entries.map(({ wire }) => wire);
  try {
    await advance(book, undefined, wires, again);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const sound = wires.slice(0, error.seq);
    if (sound.length === 0) return { replica: undefined, entries: [], refused: error };
    const { replica, applied } = await advance(book, undefined, sound, again);
    return { replica, entries: [...applied], refused: error };
  }
}
