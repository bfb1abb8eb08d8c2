import { before, namedStill, type Written } from './mentions';
import { offered, soughtAt, withName } from './offering';

const bela = { person: 'b', name: 'Dr Béla Nagy', outside: false };
const nora = { person: 'n', name: 'Nora Bell', outside: false };
const nobody: Written['mentions'] = [];

const seeking = (text: string, mentions = nobody) => soughtAt({ text, mentions }, text.length);
const names = (letters: string) => offered([bela, nora], { from: 0, letters }).map(({ name }) => name);
/** What the places of a text say. */
const placed = ({ text, mentions }: Written) =>
  mentions.map(({ person, at, length }) => `${person} ${text.slice(at, at + length)}`);

test.each([
  ['@', ''],
  ['Could @b', 'b'],
  ['Could (@Dr B', 'Dr B'],
  ['two\n@no', 'no'],
])('behind %j one looks for %j', (text, letters) => {
  expect(seeking(text)).toEqual({ from: text.length - letters.length - 1, letters });
});

test.each(['', 'a word', 'mail a@b', '@@', '@one two three four five'])('behind %j one looks for nobody', (text) => {
  expect(seeking(text)).toBeUndefined();
});

test('a name that stands is not looked for again', () => {
  const { text, mentions, caret } = withName({ text: '@n', mentions: nobody }, { from: 0, letters: 'n' }, nora);
  expect(soughtAt({ text, mentions }, caret)).toBeUndefined();
  expect(soughtAt({ text, mentions: nobody }, caret - 1)).toBeDefined();
});

test('somebody is offered by the first letters of each word of their name, without accents and case', () => {
  expect(names('')).toEqual(['Dr Béla Nagy', 'Nora Bell']);
  expect(names('be')).toEqual(['Dr Béla Nagy', 'Nora Bell']);
  expect(names('bela n')).toEqual(['Dr Béla Nagy']);
  expect(names('NORA')).toEqual(['Nora Bell']);
  expect(names('ell')).toEqual([]);
});

test('a name takes the place of what was looked for; the names behind it go along', () => {
  const one = withName({ text: 'See  please', mentions: nobody }, { from: 4, letters: '' }, nora);
  expect(one.text).toBe('See @Nora Bell please');
  const asked = { text: `@b ${one.text}`, mentions: namedStill(one, `@b ${one.text}`) };
  const two = withName(asked, { from: 0, letters: 'b' }, bela);
  expect(two.text).toBe('@Dr Béla Nagy See @Nora Bell please');
  expect(placed(two)).toEqual(['b @Dr Béla Nagy', 'n @Nora Bell']);
  expect(two.text.slice(0, two.caret)).toBe('@Dr Béla Nagy ');
});

test('a name stays where its text stays, and is words once somebody wrote into it', () => {
  const written = withName({ text: 'Ask @', mentions: nobody }, { from: 4, letters: '' }, nora);
  const after = (text: string) => placed({ text, mentions: namedStill(written, text) });
  expect(after('Ask @Nora Bell now')).toEqual(['n @Nora Bell']);
  expect(after('Please ask @Nora Bell ')).toEqual(['n @Nora Bell']);
  expect(after('Ask @Nora Bel ')).toEqual([]);
  expect(after('Ask @Nora B.Bell ')).toEqual([]);
  expect(after('')).toEqual([]);
});

test('what was refused comes back before what was written since, each name in its place', () => {
  const [first, then] = [bela, nora].map((who) => withName({ text: '@', mentions: [] }, { from: 0, letters: '' }, who));
  if (first === undefined || then === undefined) throw new Error('nothing was written');
  expect(placed(before(first, then))).toEqual(['b @Dr Béla Nagy', 'n @Nora Bell']);
  expect(before(first, { text: '', mentions: [] })).toEqual(first);
});
