import { dayWords } from '../platform/kit/exact-time-words';
import type { AwayView } from '../vault/door';

/** "back on Friday 5 December; Dr Dewberry stands in", after whoever it is about. */
export const backWords = ({ until, deputy }: Pick<AwayView, 'until' | 'deputy'>): string =>
  `back on ${dayWords(until * 1000)}; ${deputy === '' ? 'nobody' : deputy} stands in`;

/** Of somebody in a case: whether who stands in for them reads it. Nothing of a case is done by standing in. */
export function inCaseWords(away: AwayView, isOwner: boolean, inside: readonly string[]): string {
  const is = `${away.name} is away, ${backWords(away)}`;
  if (away.standsIn === '') return `${is}.`;
  const told = inside.includes(away.standsIn)
    ? 'and is told with them'
    : 'but is not in this case: nothing in it is told to them until they are invited';
  return `${is}, ${told}.${isOwner ? ' The case stays theirs: it can be handed over by them alone.' : ''}`;
}
