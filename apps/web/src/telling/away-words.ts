import { dayWords } from '../platform/kit';
import type { AwayView } from '../vault/door';

/** "back on Friday 5 December; Dr Dewberry stands in", after whoever it is about. */
export const backWords = ({ until, deputy }: Pick<AwayView, 'until' | 'deputy'>): string =>
  `back on ${dayWords(until * 1000)}; ${deputy === '' ? 'nobody' : deputy} stands in`;
