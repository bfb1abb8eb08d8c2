import { flagsOf, needsSecondAdviser } from './duties';
import { dutyFlags } from '../words/lists';

test('five facts need a second adviser, two do not', () => {
  expect(dutyFlags.filter((flag) => needsSecondAdviser([flag]))).toEqual([
    'child',
    'deceased',
    'face',
    'intimate',
    'lacks-capacity',
  ]);
  expect(needsSecondAdviser(['overseas', 'rare'])).toBe(false);
  expect(needsSecondAdviser([])).toBe(false);
  expect(needsSecondAdviser(['overseas', 'face'])).toBe(true);
});

test('the facts of several consents come together sorted, once each, with what the subject implies', () => {
  const flags = flagsOf([
    { subject: 'child', flags: ['rare'] },
    { subject: 'adult-lacks-capacity', flags: ['face', 'rare'] },
    { subject: 'deceased', flags: [] },
    { subject: 'adult', flags: [] },
  ]);
  expect(flags).toEqual(['child', 'deceased', 'face', 'lacks-capacity', 'rare']);
  expect(flagsOf([])).toEqual([]);
});
