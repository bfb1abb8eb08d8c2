import { foldedText, has, piecesOf, soughtIn } from './folding';

const isFound = (text: string, asked: string): boolean => {
  const sought = soughtIn(asked);
  return sought.length > 0 && sought.every((each) => has(foldedText(text), each));
};

test.each([
  ['A rash on the left forearm', 'rash'],
  ['A rash on the left forearm', 'FORE'],
  ['A rash on the left forearm', 'forearm rash'],
  ['Érythème noueux', 'erytheme'],
  ['Erytheme noueux', 'ÉRYTHÈME'],
  ['E\u0301rythe\u0300me', 'érythème'],
  ['Hautveränderung am Fuß', 'fuss'],
  ['Hautveränderung am FUSS', 'fuß'],
  ['Øre, Łódź', 'ore lodz'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['İstanbul’da', 'istanbul'],
  ['ısırgan', 'isir'],
  ['ﬁrst, ２ mg', 'first 2'],
  ['10 mg/day', '10 mg day'],
  ['wound-care', 'care'],
  ['前腕の皮疹について', '皮疹'],
  ['ผื่นที่แขน', 'แขน'],
  ['피부 발진', '발'],
  ['طَفَح', 'طفح'],
  ['see 🙂 tomorrow', 'tomorrow'],
])('“%s” is found by “%s”', (text, asked) => {
  expect(isFound(text, asked)).toBe(true);
});

test.each([
  ['A rash on the left forearm', 'arm'],
  ['A rash on the left forearm', 'rash leg'],
  ['A rash on the left forearm', ''],
  ['A rash on the left forearm', '!?'],
  ['皮の疹', '皮疹'],
  ['a \ud83d b', '\ud83d'],
])('“%s” is not found by “%s”', (text, asked) => {
  expect(isFound(text, asked)).toBe(false);
});

const marked = (text: string, asked: string): string =>
  piecesOf(text, soughtIn(asked))
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('');

test('what was found is marked as it was written', () => {
  expect(marked('Érythème, un\n  ÉRYTHÈME noueux', 'eryth noueux')).toBe('[Érythème], un [ÉRYTHÈME] [noueux]');
  expect(marked('E\u0301rythe\u0300me', 'erytheme')).toBe('[E\u0301rythe\u0300me]');
  expect(marked('Nothing of it', 'rash')).toBe('Nothing of it');
});

test('of a long text the part is shown where it stands, and no letter is cut in two', () => {
  const long = `${'before '.repeat(40)}the rash ${'after '.repeat(60)}`;
  const shown = marked(long, 'rash');
  expect(shown).toMatch(/^….*the \[rash\] after .*…$/u);
  expect(shown.length).toBeLessThan(190);
  expect(marked(`${'🙂'.repeat(120)} rash`, 'rash').isWellFormed()).toBe(true);
  expect(marked(`rash ${'🙂'.repeat(120)}`, 'rash').isWellFormed()).toBe(true);
});
