import { fewestWaits, type AnswerBy, type WaitKind } from '@consilium/domain';
import type { WaitView } from '../vault/door';
import { lengthOf } from '../words';

export const waitKindWords: Readonly<Record<WaitKind, string>> = {
  seen: 'Asked until read',
  answered: 'Read until answered',
  unanswered: 'Closed without an answer',
  decided: 'Advice asked until decided',
};

const answerByWords: Readonly<Record<AnswerBy, string>> = {
  today: 'Today',
  'this-week': 'This week',
  later: 'Later, or not said',
};

/** "November 2026". */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01`));

/** "Less than a minute" where it is nothing to the minute. */
const within = (seconds: number): string => (seconds === 0 ? 'less than a minute' : lengthOf(seconds));

/** One line of a month: of how many, and within what time half and nine of ten of them were. */
export function waitLine({ kind, answerBy, count, median, ninetieth }: WaitView): { name: string; value: string } {
  const name = answerByWords[answerBy];
  if (count === 0) return { name, value: `Fewer than ${String(fewestWaits)}: no times are shown` };
  if (kind === 'unanswered') return { name, value: String(count) };
  return {
    name,
    value: `Half within ${within(median)}, nine of ten within ${within(ninetieth)} (of ${String(count)})`,
  };
}
