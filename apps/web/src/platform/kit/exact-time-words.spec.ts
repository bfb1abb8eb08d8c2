import { dayWords, exactTime, timeOrToday } from './exact-time-words';

const nine = Date.UTC(2026, 10, 23, 9, 0);

test('a time is said with its day, minute and zone', () => {
  expect(exactTime(nine, 'Europe/London')).toBe('23 Nov 2026, 09:00 GMT');
  expect(exactTime(Date.UTC(2026, 6, 1, 9, 5), 'Europe/London')).toBe('1 Jul 2026, 10:05 BST');
});

test('a time of the same day is said as today', () => {
  expect(timeOrToday(nine, nine + 3_600_000, 'Europe/London')).toBe('09:00 today');
});

test('a time of the day before is said exactly', () => {
  expect(timeOrToday(nine, nine + 24 * 3_600_000, 'Europe/London')).toBe('23 Nov 2026, 09:00 GMT');
});

test('today is the day of the zone, not of UTC', () => {
  const lateEvening = Date.UTC(2026, 10, 22, 23, 30);
  expect(timeOrToday(lateEvening, nine, 'Europe/Berlin')).toBe('00:30 today');
  expect(timeOrToday(lateEvening, nine, 'Europe/London')).toBe('22 Nov 2026, 23:30 GMT');
});

test('a day is said with its weekday and year, and is the day of the zone', () => {
  const lateEvening = Date.UTC(2026, 10, 22, 23, 30);
  expect(dayWords(lateEvening, 'Europe/London')).toBe('Sunday 22 November 2026');
  expect(dayWords(lateEvening, 'Europe/Berlin')).toBe('Monday 23 November 2026');
});
