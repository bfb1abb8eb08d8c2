import { outcomeText, readOutcome } from './outcomes';

const said = { said: 'other-than-said', words: 'Histology: a wart' } as const;
const read = (changes: object) => readOutcome(JSON.stringify({ ...said, ...changes }));

test('what became of it reads as it was signed, with words and without', () => {
  expect(readOutcome(outcomeText(said))).toEqual({ value: said });
  expect(readOutcome(outcomeText({ said: 'as-said', words: '' }))).toEqual({ value: { said: 'as-said', words: '' } });
});

test('what it was is never made up: a newer word is not known', () => {
  expect(read({ said: 'partly-as-said' }).value?.said).toBe('not-known');
});

test.each([
  ['with a part this version does not know', { shownBy: 'histology' }],
  ['whose words are no text', { words: 1 }],
  ['without its words', { words: undefined }],
])('an outcome %s is unreadable here, and is not shown in part', (_, changes) => {
  expect(read(changes)).toEqual({ unreadable: 'newer' });
});
