import { explanations } from '@consilium/domain';
import { cardFrame, cardTexts, cardTopics, reviewWords } from './card-texts';

test('each of the eight that are explained stands on the card, once', () => {
  expect(cardTopics.toSorted()).toEqual(explanations.toSorted());
});

const sentences = (words: readonly string[]): string[] => words.flatMap((each) => each.split(/(?<=[.:?])\s/u));
const allOf = [
  ...Object.values(cardTexts).flatMap(({ title, words }) => [title, ...words]),
  ...[cardFrame.first, cardFrame.lastTitle, ...cardFrame.last, cardFrame.withInterpreter],
];

test.each(sentences(allOf))('plain enough to be read by somebody who is unwell: %s', (sentence) => {
  const words = sentence.split(/\s+/u);
  expect(words.length).toBeLessThanOrEqual(22);
  expect(words.filter((word) => word.replaceAll(/\P{L}/gu, '').length > 14)).toEqual([]);
});

test.each([
  [['', ''], 'Its words were not reviewed yet: read them yourself first.'],
  [['A B, May 2027', 'A B, May 2027'], 'Its words were reviewed by A B, May 2027.'],
  [['A B', ''], 'Its words were reviewed by A B; 1 of 2 were not reviewed yet.'],
  [['A B', 'C D'], 'Its words were reviewed by A B; C D.'],
])('reviewed by %j is told as it is', (reviewers, told) => {
  expect(reviewWords(reviewers.map((reviewedBy) => ({ reviewedBy })))).toBe(told);
});
