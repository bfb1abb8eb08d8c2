import { tooLong, within } from './too-long';

test('what is too long is said with its number, what fits is not', () => {
  expect(tooLong('four', 4)).toBeUndefined();
  expect(tooLong('fives', 4)).toBe('1 character too long: 4 at most. Nothing was cut.');
  expect(tooLong('x'.repeat(100_000), 8000)).toBe('92,000 characters too long: 8,000 at most. Nothing was cut.');
  expect(within(4)('four')).toBe(true);
  expect(within(4)('fives')).toMatch(/too long/u);
});
