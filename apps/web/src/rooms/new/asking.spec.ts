import type { PersonView } from '../../vault/door';
import { askedNow, askingGaps, askWords, emptyDraft, formOf, inOrderOfAsking, nameIn, type Draft } from './asking';

const draft: Draft = { ...emptyDraft, question: ' Mole on left forearm, excise it now? ' };

const person = (id: string, name: string, number = '1'): PersonView => ({
  ...{ person: id, name, profession: 'doctor', specialty: 'Dermatology', organisation: 'Northbank Hospital' },
  ...{ registration: `GMC ${number}`, staffNumber: '', staffSource: '', registerStatus: 'with-licence' },
  ...{ registerCheckedAt: 0, registerSource: '', standing: 'good', statusCheckedAt: 0, statusSource: '' },
  ...{ good: true, isTrial: false, newKeys: undefined },
});

test('what was not said is not said for anybody: no urgency, no age, no specialty, nobody responsible', () => {
  expect(formOf(draft)).toEqual({
    ...{ title: 'Mole on left forearm, excise it now', question: 'Mole on left forearm, excise it now?' },
    ...{ specialty: '', urgency: 'not-said', ageBand: 'not-said', responsible: '' },
    ...{ history: '', examination: '', medicines: '' },
  });
  expect(formOf({ ...draft, title: ' Naevus ', urgency: 'today', ageBand: '5-15' })).toMatchObject({
    ...{ title: 'Naevus', urgency: 'today', ageBand: '5-15' },
  });
});

test('a question and somebody to ask are needed, and nothing else', () => {
  expect(askingGaps(emptyDraft, true).map(({ at }) => at)).toEqual(['question', 'whom']);
  expect(askingGaps({ ...draft, people: ['b'] }, true)).toEqual([]);
  expect(askingGaps(draft, false)).toEqual([]);
  expect(askingGaps({ ...draft, history: 'x'.repeat(2_001) }, false)).toEqual([
    { at: 'more', message: 'The history: 1 character too long: 2,000 at most. Nothing was cut.' },
  ]);
});

test('a team is enough to ask, and stands in the form under its name of now', () => {
  const asked = { ...draft, team: 't', teamName: 'before', onCall: 'b' };
  expect(askingGaps(asked, true)).toEqual([]);
  expect(formOf(asked, { team: 't', name: 'Skin' })).toMatchObject({ team: 't', teamName: 'Skin', onCall: 'b' });
  expect(formOf(asked)).not.toHaveProperty('team');
});

test('who was asked last comes first, once', () => {
  const people = [person('a', 'Ash'), person('b', 'Birch'), person('c', 'Cedar')];
  const order = inOrderOfAsking(people, ['c', 'gone', 'b']).map((each) => each.person);
  expect(order).toEqual(['c', 'b', 'a']);
  expect(askedNow(['a', 'b'], ['c', 'b'])).toEqual(['a', 'b', 'c']);
});

test('two of one name are told apart', () => {
  const [one, other, third] = [person('a', 'Ash', '1'), person('b', 'Ash', '2'), person('c', 'Cedar', '3')];
  expect(nameIn(third, [one, other, third])).toBe('Cedar, Dermatology');
  expect(nameIn(one, [one, other, third])).toContain('GMC 1');
});

test('on the button stands the name of the team, and of several how many they are', () => {
  expect(askWords(['Dr D', 'Dr E', 'Dr F'], 'Skin')).toBe('Ask Skin: 3 people');
  expect(askWords(['Dr D'], 'Dr D, on call for Skin')).toBe('Ask Dr D, on call for Skin');
});

test.each([
  [[], 'Ask a colleague'],
  [['Dr D'], 'Ask Dr D'],
  [['Dr D', 'Dr E'], 'Ask Dr D and Dr E'],
  [['Dr D', 'Dr E', 'Dr F'], 'Ask 3 colleagues'],
])('the button for %j reads “%s”', (names, words) => {
  expect(askWords(names)).toBe(words);
});
