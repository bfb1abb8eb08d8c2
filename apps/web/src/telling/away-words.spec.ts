import { inCaseWords } from './away-words';

const away = { person: 'b', name: 'Bela', until: 1_796_256_000, deputy: 'Cora', standsIn: 'c' };

test('in a case it is said whether who stands in reads it, and that an owner’s case stays theirs', () => {
  expect(inCaseWords(away, false, ['a', 'b', 'c'])).toMatch(/; Cora stands in, and is told with them\.$/u);
  expect(inCaseWords(away, false, ['a', 'b'])).toMatch(/, but is not in this case: nothing in it is told to them/u);
  expect(inCaseWords(away, true, ['b', 'c'])).toMatch(/told with them\. The case stays theirs/u);
  expect(inCaseWords({ ...away, deputy: '', standsIn: '' }, true, ['b'])).toMatch(/; nobody stands in\.$/u);
});
