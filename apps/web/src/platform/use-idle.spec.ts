import { idleOn, isOver } from './use-idle';

const minute = 60_000;
const now = 1_000 * minute;
const ago = (minutes: number): number => now - minutes * minute;

describe('when a page locks itself', () => {
  test.each([
    ['shared', 'after five minutes without a touch, in sight', { touchedAt: ago(5), hiddenAt: 0 }, true],
    ['shared', 'not before', { touchedAt: ago(4.9), hiddenAt: 0 }, false],
    ['shared', 'and no later out of sight', { touchedAt: ago(5), hiddenAt: ago(4) }, true],
    ['own', 'not while it is looked at for a quarter of an hour', { touchedAt: ago(29), hiddenAt: 0 }, false],
    ['own', 'in sight after half an hour', { touchedAt: ago(30), hiddenAt: 0 }, true],
    ['own', 'not when it was out of sight for a moment', { touchedAt: ago(20), hiddenAt: ago(14.9) }, false],
    ['own', 'after a quarter of an hour out of sight', { touchedAt: ago(15), hiddenAt: ago(15) }, true],
  ] as const)('%s: %s', (whose, _, page, locks) => {
    expect(isOver(idleOn[whose], now, page)).toBe(locks);
  });
});
