import { Later } from './later';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a hundred pages that hear the same do not ask together, and each asks within the time', () => {
  const began = Date.now();
  const at: number[] = [];
  for (let draw = 0; draw < 100; draw += 1) new Later(5000, () => draw / 100).run(() => at.push(Date.now() - began));
  jest.advanceTimersByTime(5000);
  expect([at.length, new Set(at).size]).toEqual([100, 100]);
  expect(Math.max(...at)).toBeLessThanOrEqual(5000);
});

test('what is heard while it waits is met by the same act, and what comes after by another', () => {
  const acted: number[] = [];
  const later = new Later(1000, () => 0.5);
  for (let hint = 0; hint < 10; hint += 1) later.run(() => acted.push(hint));
  jest.advanceTimersByTime(1000);
  later.run(() => acted.push(10));
  jest.advanceTimersByTime(1000);
  expect(acted).toEqual([0, 10]);
});

test('what waited is dropped when the desk closes', () => {
  const later = new Later(1000);
  let acts = 0;
  later.run(() => (acts += 1));
  later.forget();
  jest.advanceTimersByTime(5000);
  expect(acts).toBe(0);
});
