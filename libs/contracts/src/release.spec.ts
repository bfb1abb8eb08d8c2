import { contract, oldestContract, readRelease, releaseText } from './release';

test('what one side says of itself is what the other reads', () => {
  for (const release of [
    { build: '0.1.0-5f3a09c81b2d', contract: 1 },
    { build: 'none', contract: 12 },
  ]) {
    expect(readRelease(releaseText(release))).toEqual(release);
  }
});

test.each([
  '',
  '0.1.0',
  '; contract=1',
  'a b; contract=1',
  '0.1.0; contract=-1',
  '0.1.0; contract=1; more',
  `${'x'.repeat(65)}; contract=1`,
])('"%s" says nothing', (text) => {
  expect(readRelease(text)).toBeUndefined();
});

test('a page of this very release is never too old', () => {
  expect(oldestContract).toBeLessThanOrEqual(contract);
});
