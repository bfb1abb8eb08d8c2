import { monthWords, waitLine } from './waits-words';

const wait = { month: '2026-11', kind: 'seen', answerBy: 'today', count: 12, median: 540, ninetieth: 7_200 } as const;

test('of a month stands within what time half, and nine of ten, were', () => {
  expect(waitLine(wait)).toEqual({ name: 'Today', value: 'Half within 9 minutes, nine of ten within 2 hours (of 12)' });
  expect(waitLine({ ...wait, median: 0, ninetieth: 60 }).value).toBe(
    'Half within less than a minute, nine of ten within 1 minute (of 12)',
  );
  expect(monthWords('2026-11')).toBe('November 2026');
});

test('of few no times stand, and of what nobody answered only how many', () => {
  expect(waitLine({ ...wait, count: 0, median: 0, ninetieth: 0 }).value).toBe('Fewer than 5: no times are shown');
  expect(waitLine({ ...wait, kind: 'unanswered' }).value).toBe('12');
});
