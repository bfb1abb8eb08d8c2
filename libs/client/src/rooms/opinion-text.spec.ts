import { opinionText, readOpinion } from './opinion-text';

const opinion = {
  impression: 'Naevus',
  advice: 'Leave it',
  confidence: 'high',
  examined: 'not-examined',
  inPerson: 'needed',
  urgency: 'this-week',
  limits: 'No dermoscopy',
  nextAction: 'See again',
} as const;
const read = (changes: object) => readOpinion(JSON.stringify({ ...opinion, ...changes }));

test('an opinion reads as it was signed', () => {
  expect(readOpinion(opinionText({ ...opinion, next: 'actor-not-said', nextBy: '' }))).toEqual({ value: opinion });
});

test('how soon is never made up: a newer word is not known, a missing one was not said', () => {
  expect(read({ urgency: 'within-the-hour' }).value?.urgency).toBe('not-known');
  expect(read({ urgency: undefined }).value?.urgency).toBe('not-said');
});

test.each([
  ['with a part this version does not know', { caution: 'Do not biopsy' }],
  ['without its impression', { impression: undefined }],
  ['whose advice is no text', { advice: { text: 'Leave it' } }],
])('an opinion %s is unreadable here, and is not shown in part', (_, changes) => {
  expect(read(changes)).toEqual({ unreadable: 'newer' });
});

test('what is no JSON is no opinion, and not an empty one', () => {
  expect(readOpinion('Naevus')).toEqual({ unreadable: 'newer' });
});
