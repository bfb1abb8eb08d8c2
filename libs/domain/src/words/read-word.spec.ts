import * as lists from './lists';
import { isKnown, readWord, sayWord } from './read-word';

const urgencyWords = { today: 'Today', 'this-week': 'This week', routine: 'Routine' };
const said = (value: unknown): string => sayWord(urgencyWords, readWord(lists.urgencies, value));

test.each([
  ['today', 'Today'],
  ['within-the-hour', 'Not known to this version'],
  ['Today', 'Not known to this version'],
  [3, 'Not known to this version'],
  [null, 'Not known to this version'],
  [['today'], 'Not known to this version'],
  ['toString', 'Not known to this version'],
  ['not-known', 'Not known to this version'],
  ['not-said', 'Not known to this version'],
  ['', 'Not said'],
  [undefined, 'Not said'],
])('%j reads as “%s”', (value, expected) => {
  expect(said(value)).toBe(expected);
});

test('only a word of the list is known', () => {
  expect(['today', 'within-the-hour', ''].map((value) => isKnown(readWord(lists.urgencies, value)))).toEqual([
    true,
    false,
    false,
  ]);
});

test('no closed list holds the two words that stand for none', () => {
  const all: readonly string[] = Object.values(lists).flat();
  expect(all).toContain('this-week');
  expect(all.filter((word) => word === 'not-said' || word === 'not-known')).toEqual([]);
});
