import { flagsOf, manyPictures, needsSecondAdviser } from './duties';
import { dutyFlags } from '../words/lists';

const pictures = (count: number): readonly unknown[] => Array.from({ length: count });

test('a second adviser signs what is easy to recognise, never because of a child or a lack of capacity alone', () => {
  const needed = dutyFlags.filter((flag) => needsSecondAdviser({ flags: [flag], threads: pictures(1) }));
  expect(needed).toEqual(['disputed-consent', 'face', 'intimate', 'overseas', 'rare']);
  expect(needsSecondAdviser({ flags: [], threads: pictures(1) })).toBe(false);
  expect(needsSecondAdviser({ flags: ['child', 'deceased', 'lacks-capacity'], threads: pictures(9) })).toBe(false);
  expect(needsSecondAdviser({ flags: ['child', 'face'], threads: pictures(1) })).toBe(true);
});

test.each([
  [['marks', 'place-shown'], true],
  [['date-shown', 'jewellery'], true],
  [['date-shown', 'place-shown'], true],
  [['jewellery', 'marks'], false],
  [['date-shown'], false],
  [['other-people', 'place-shown'], false],
] as const)('by %j somebody is easily known again: %s', (flags, expected) => {
  expect(needsSecondAdviser({ flags, threads: pictures(1) })).toBe(expected);
});

test('ten pictures of one patient need a second adviser, nine do not', () => {
  expect(manyPictures).toBe(10);
  expect(needsSecondAdviser({ flags: [], threads: pictures(10) })).toBe(true);
  expect(needsSecondAdviser({ flags: [], threads: pictures(9) })).toBe(false);
});

test('the facts of several consents come together sorted, once each, with what the authority implies', () => {
  const flags = flagsOf([
    { authority: 'child-understands', flags: ['rare'] },
    { authority: 'lacks-capacity', flags: ['face', 'rare'] },
    { authority: 'has-died', flags: [] },
    { authority: 'said-yes', flags: [] },
  ]);
  expect(flags).toEqual(['child', 'deceased', 'face', 'lacks-capacity', 'rare']);
  expect(flagsOf([{ authority: 'young-person', flags: [] }])).toEqual(['child']);
  expect(flagsOf([{ authority: 'parental-responsibility', flags: [] }])).toEqual(['child']);
  expect(flagsOf([])).toEqual([]);
});
