import { askedOfPicture, type AgeBand } from '@consilium/domain';
import { asExplained, consentOf, nothingSaid, unsaid, type Answers } from './consent-answers';

const inside: Answers = { ...nothingSaid, authority: 'said-yes', scopes: ['capture', 'internal'] };
const outside: Answers = { ...inside, scopes: ['capture', 'internal', 'named-external', 'via-platform'] };

test('by the shortest path nothing is recorded but what was tapped', () => {
  expect(consentOf(nothingSaid, '')).toBeUndefined();
  expect(consentOf(inside, '40-64')).toEqual({
    recording: 'kind-not-said',
    authority: 'said-yes',
    facts: [],
    scopes: ['capture', 'internal'],
    flags: [],
    ruledOut: [],
    explained: [],
    attested: [],
  });
});

test.each([
  ['under-1', ['child']],
  ['16-17', ['child']],
  ['18-39', []],
  ['', []],
] as const)('at %s a picture that nobody could be asked about shows a child: %j', (band, flags) => {
  expect(consentOf({ ...inside, authority: 'nobody-could-be-asked' }, band)?.flags).toEqual(flags);
});

test('an authority of the young says so itself, and is not said twice', () => {
  expect(consentOf({ ...inside, authority: 'young-person' }, '16-17')?.flags).toEqual([]);
});

test('what a stranger could know somebody by is said before a picture may go outside', () => {
  expect(unsaid(inside, '40-64')).toEqual([]);
  expect(unsaid(outside, '40-64')).toEqual(askedOfPicture);
  const ruledOut = askedOfPicture.filter((flag) => flag !== 'face' && flag !== 'intimate');
  expect(unsaid({ ...outside, flags: ['face'], ruledOut }, '40-64')).toEqual(['intimate']);
});

test.each<[AgeBand | '', Answers['authority'], boolean]>([
  ['5-15', 'said-yes', true],
  ['16-17', 'nobody-could-be-asked', true],
  ['', 'child-understands', true],
  ['18-39', 'said-yes', false],
])('at %s by %s everything that can be seen is said before it is posted: %s', (band, authority, expected) => {
  expect(unsaid({ ...inside, authority }, band)).toEqual(expected ? askedOfPicture : []);
  expect(unsaid({ ...inside, authority, ruledOut: askedOfPicture }, band)).toEqual([]);
});

test('what the card showed is recorded by a press alone, with who interprets, and nothing that was not shown', () => {
  const shown: Answers = { ...inside, shown: ['form', 'why'], interpreter: 'interpreter' };
  expect(consentOf(shown, '')).toMatchObject({ explained: [], attested: [] });
  expect(asExplained(shown)).toEqual({ explained: ['why', 'form'], attested: ['interpreter'] });
  const said: Answers = { ...shown, explained: ['storage'], attested: ['interpreter-not-needed', 'no-pressure'] };
  expect(asExplained(said).explained.toSorted()).toEqual(['form', 'storage', 'why']);
  expect(asExplained(said).attested.toSorted()).toEqual(['interpreter-not-needed', 'no-pressure']);
  expect(asExplained({ ...inside, shown: ['why'] }).attested).toEqual([]);
});
