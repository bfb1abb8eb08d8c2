import { Calmly } from './calmly';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('the first hint is acted on at once, and a hundred more together after the pause', () => {
  const calmly = new Calmly(1000);
  const acted: number[] = [];
  for (let hint = 0; hint <= 100; hint += 1) calmly.run('room', () => acted.push(hint));
  expect(acted).toEqual([0]);
  jest.advanceTimersByTime(1000);
  expect(acted).toEqual([0, 100]);
});

test('a hint about another room does not wait, and after a quiet while nor does the next', () => {
  const calmly = new Calmly(1000);
  const acted: string[] = [];
  for (const name of ['one', 'other']) calmly.run(name, () => acted.push(name));
  jest.advanceTimersByTime(1000);
  calmly.run('one', () => acted.push('again'));
  expect(acted).toEqual(['one', 'other', 'again']);
});

test('what waited is dropped when the desk closes', () => {
  const calmly = new Calmly(1000);
  const acted: number[] = [];
  for (const hint of [1, 2]) calmly.run('room', () => acted.push(hint));
  calmly.forget();
  jest.advanceTimersByTime(5000);
  expect(acted).toEqual([1]);
});
