import { Remembered } from './remembered';

/** Asks for these keys one after another; says which had to be made. */
function madeFor(most: number, keys: string): string {
  const remembered = new Remembered<string>(most);
  const made: string[] = [];
  for (const key of keys) {
    const found = remembered.of(key, () => {
      made.push(key);
      return `of ${key}`;
    });
    expect(found).toBe(`of ${key}`);
  }
  return made.join('');
}

test('what is asked for again is not made again', () => {
  expect(madeFor(3, 'abcabca')).toBe('abc');
});

test('one more than there is room for, and all is forgotten but that', () => {
  expect(madeFor(3, 'abcdda')).toBe('abcda');
  expect(madeFor(3, 'abcdabcd')).toBe('abcdabcd');
});

test('what could not be made is not remembered, and nothing is forgotten for it', () => {
  const remembered = new Remembered<string>(1);
  expect(remembered.of('a', () => 'first')).toBe('first');
  const failing = () =>
    remembered.of('b', () => {
      throw new RangeError('none');
    });
  expect(failing).toThrow(RangeError);
  expect(remembered.of('a', () => 'second')).toBe('first');
});
