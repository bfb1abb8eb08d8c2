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
 * Whether an entry names a register head that is older than a change of its author, or of something its ledger's rules look
 * at, before or after it, and is dated more than so many seconds after that change. Asked again once more of the register is known: the
 * answer does not depend on what was read first.
 */
export function overlooks<S>(
  book: Pick<RuleBook<S>, 'touches'>,
  register: Pick<RegisterReader, 'registerTime' | 'firstChangeAfter'>,
  { entry, before, after }: Step<S>,
  seconds: number,
): boolean {
  const { touches } = book;
  const isPassed = (seq: number | undefined): boolean =>
    seq !== undefined && (register.registerTime(seq) ?? Infinity) + seconds < entry.at;
  // The register's times never fall: where its very next entry is not passed, none is.
  if (touches === undefined || !isPassed(entry.register.seq + 1)) return false;
  const states = before === undefined ? [after] : [before, after];
  return states.some((state) => {
    const looksAt = (known: RegisterState): Touched => {
      const touched = touches(state, known, entry.seq);
      return { ...touched, people: new Set([...touched.people, entry.by]) };
    };
    return isPassed(register.firstChangeAfter(entry.register.seq, looksAt));
  });
}
