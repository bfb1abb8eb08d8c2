import type { Entry, RegisterState, RuleBook, Touched } from '@consilium/domain';
import type { RegisterReader } from './register-reader';

/** Seconds after a change in the register within which a reader takes an entry that does not know of it: clocks differ. */
export const overlookedSeconds = 300;

/** An entry, and its ledger before and after it. */
export interface Step<S> {
  readonly entry: Entry;
  readonly before: S | undefined;
  readonly after: S;
}

/**
 * The first change in the register, after the head an entry names, of the entry's author or of something that its ledger's
 * rules look at in this state: a place in the register, none where nothing of it changed.
 */
export function changeSince<S>(
  { touches }: Pick<RuleBook<S>, 'touches'>,
  register: Pick<RegisterReader, 'firstChangeAfter'>,
  entry: Pick<Entry, 'register' | 'seq' | 'by'>,
  state: S,
): number | undefined {
  if (touches === undefined) return undefined;
  return register.firstChangeAfter(entry.register.seq, (known: RegisterState): Touched => {
    const touched = touches(state, known, entry.seq);
    return { ...touched, people: new Set([...touched.people, entry.by]) };
  });
}

/**
 * Whether an entry is dated more than so many seconds after a change that it does not know of (`changeSince`), in the ledger
 * before it or after it. Asked again once more of the register is known: the answer does not depend on what was read first.
 */
export function overlooks<S>(
  book: Pick<RuleBook<S>, 'touches'>,
  register: Pick<RegisterReader, 'registerTime' | 'firstChangeAfter'>,
  { entry, before, after }: Step<S>,
  seconds: number,
): boolean {
  const isPassed = (seq: number | undefined): boolean =>
    seq !== undefined && (register.registerTime(seq) ?? Infinity) + seconds < entry.at;
  // The register's times never fall: where its very next entry is not passed, none is.
  if (book.touches === undefined || !isPassed(entry.register.seq + 1)) return false;
  const states = before === undefined ? [after] : [before, after];
  return states.some((state) => isPassed(changeSince(book, register, entry, state)));
}
