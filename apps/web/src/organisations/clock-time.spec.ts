import { nextAt } from './clock-time';

const at = (text: string): number => new Date(text).getTime() / 1000;

test.each([
  ['20:00', '2026-12-01T08:30:00', '2026-12-01T20:00:00'],
  ['08:00', '2026-12-01T20:00:00', '2026-12-02T08:00:00'],
  ['08:00', '2026-12-01T08:00:00', '2026-12-02T08:00:00'],
  ['00:00', '2026-12-31T23:59:30', '2027-01-01T00:00:00'],
])('%s, said at %s, is at %s', (time, now, expected) => {
  expect(nextAt(time, at(now))).toBe(at(expected));
});

test.each(['', '8:00', '24:00', '08:60', 'noon'])('“%s” is no time of a day', (time) => {
  expect(nextAt(time, at('2026-12-01T08:30:00'))).toBeUndefined();
});
