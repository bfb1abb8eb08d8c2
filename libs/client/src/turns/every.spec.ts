import { every } from './every';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** When each of the first turns came, with these numbers drawn. */
function turns(drawn: readonly number[]): number[] {
  const began = Date.now();
  const at: number[] = [];
  const rest = [...drawn];
  const stop = every(
    20_000,
    () => {
      at.push(Date.now() - began);
      return Promise.reject(new Error('asked in vain'));
    },
    () => rest.shift() ?? 0.5,
  );
  jest.advanceTimersByTime(20_000 * drawn.length + 6000);
  stop();
  jest.advanceTimersByTime(100_000);
  return at;
}

test('turns come a quarter earlier to a quarter later, each by its own draw, and go on after one that failed', () => {
  expect(turns([0.5, 0.5, 0.5])).toEqual([20_000, 40_000, 60_000]);
  expect(turns([0, 1, 0.5])).toEqual([15_000, 40_000, 60_000]);
});

test('a hundred pages that began together do not ask together', () => {
  const first = new Set(Array.from({ length: 100 }, (_, page) => turns([page / 100])[0]));
  expect(first.size).toBe(100);
});

test('nothing is asked after the end', () => {
  let asked = 0;
  const stop = every(1000, () => Promise.resolve((asked += 1)));
  jest.advanceTimersByTime(1300);
  stop();
  jest.advanceTimersByTime(10_000);
  expect(asked).toBe(1);
});
