import { retryAfter } from './retry-after';

const now = Date.parse('2026-11-30T12:00:00Z') / 1000;

test.each([
  ['120', 120],
  [' 5 ', 5],
  ['0', 0],
  ['86400', 3600],
  ['999999999', 3600],
  ['Mon, 30 Nov 2026 12:02:00 GMT', 120],
  ['Mon, 30 Nov 2026 11:00:00 GMT', 0],
  ['Mon, 30 Nov 2099 12:00:00 GMT', 3600],
])('%j is %d seconds', (header, seconds) => {
  expect(retryAfter(header, now)).toBe(seconds);
});

test.each([
  '',
  '-5',
  '1.5',
  '1e9',
  '99999999999999999999',
  'soon',
  '2026-11-30',
  'Mon, 99 Foo 2026 12:02:00 GMT',
  undefined,
])('%j says nothing', (header) => {
  expect(retryAfter(header, now)).toBe(0);
});
