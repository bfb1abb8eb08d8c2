import { conditions, isThere, questions, reasonsFor, withSentence } from './sentences';

const all = [...Object.values(reasonsFor), conditions, questions];

test('a sentence to begin with stands after what is written, and is not offered where it stands', () => {
  expect(withSentence('', 'One.', ' ')).toBe('One.');
  expect(withSentence('One.  ', 'Two.', ' ')).toBe('One. Two.');
  expect(withSentence('One.', 'Two.', '\n')).toBe('One.\nTwo.');
  expect(isThere('One. Two.', 'Two.')).toBe(true);
  expect(isThere('One. Two, changed.', 'Two.')).toBe(false);
});

test('each is a whole sentence, once, and long enough to be a reason; a condition is one line', () => {
  const texts = all.flatMap((each) => each.texts);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/^[A-Z][^\n]{20,119}[.?]$/u);
  for (const text of questions.texts) expect(text).toMatch(/\?$/u);
});

test('nobody reviewed them yet, which the screen says', () => {
  expect(all.map(({ reviewedBy }) => reviewedBy)).toEqual(all.map(() => ''));
});
