import { person, thread, world } from '@consilium/testkit/domain';
import { sealedWords, type MessageWords } from '../replicas/message-words';
import type { Vault } from '../vault/vault';
import { readWords, requireReaders, trimmed } from './mentions';

const names: Readonly<Record<string, string>> = { b: 'Bela Birchwood', n: 'Nora Bell' };
const vault = { person: (id: string) => (names[id] === undefined ? undefined : { name: names[id] }) } as never as Vault;

const text = 'See @Bela Birchwood and @Nora Bell.';
const mentions = [
  { person: 'b', at: 4, length: 15 },
  { person: 'n', at: 24, length: 10 },
];
const read = (words: object) => readWords(vault, `\0${JSON.stringify(words)}`);

test('a message that names nobody is its words alone, as it always was', () => {
  for (const words of ['Since Monday.', '{"text":"a","mentions":[]}', '@Bela Birchwood', '']) {
    expect(sealedWords({ text: words, mentions: [] })).toBe(words);
    expect(readWords(vault, words)).toEqual({ value: { text: words, mentions: [] } });
  }
});

test('whoever is named is named beside the text, by id, and reads the same', () => {
  const sealed = sealedWords({ text, mentions });
  expect(JSON.parse(sealed.slice(1))).toEqual({ text, mentions });
  expect(readWords(vault, sealed)).toEqual({ value: { text, mentions } });
});

test('no pasted words are taken for it', () => {
  const pasted = sealedWords({ text, mentions });
  expect(readWords(vault, sealedWords({ text: pasted, mentions: [] }))).toEqual({
    value: { text: pasted, mentions: [] },
  });
});

test('the name shown is the register’s, whatever its author wrote in its place; what follows moves with it', () => {
  const lie = { text: 'See @Nora Bell and @N.', mentions: [] as object[] };
  lie.mentions = [
    { person: 'b', at: 4, length: 10 },
    { person: 'n', at: 19, length: 2 },
  ];
  expect(read(lie)).toEqual({ value: { text, mentions } });
  const { value } = read({ text: '@X', mentions: [{ person: 'x', at: 0, length: 2 }] });
  expect(value?.text).toBe('@Somebody not in the register');
});

test.each([
  ['of another shape', { text, mentions, shout: true }],
  ['without its places', { text }],
  ['beyond the text', { text, mentions: [{ person: 'b', at: 30, length: 15 }] }],
  ['one over another', { text, mentions: [mentions[0], { person: 'n', at: 10, length: 10 }] }],
  ['out of order', { text, mentions: mentions.toReversed() }],
  ['before the text', { text, mentions: [{ person: 'b', at: -1, length: 3 }] }],
  ['of no length', { text, mentions: [{ person: 'b', at: 4, length: 0 }] }],
])('named %s is of a newer form, and no part of it is shown', (_, words) => {
  expect(read(words)).toEqual({ unreadable: 'newer' });
});

test('white space before the words moves no name', () => {
  const moved = mentions.map((each) => ({ ...each, at: each.at + 3 }));
  expect(trimmed({ text: `\n  ${text} \n`, mentions: moved })).toEqual({ text, mentions });
});

describe('nobody is named', () => {
  const story = world().accepted();
  const naming = (who: string): MessageWords => ({
    text: '@Name',
    mentions: [{ person: person(who), at: 0, length: 5 }],
  });
  const here = { view: story.view, person: (id: never) => story.view.person(id) } as never as Vault;
  const asks = (who: string, where: string) => () => {
    requireReaders(here, story.room.state, thread(where), story.now, naming(who));
  };

  test('who cannot read what is said there', () => {
    expect(asks('bob', 'one')).not.toThrow();
    expect(asks('xavier', 'one')).not.toThrow();
    expect(asks('xavier', 'three')).toThrow(/cannot read what is said here/);
    expect(asks('carol', 'one')).toThrow(/cannot read what is said here/);
  });

  test('in no place of the text', () => {
    for (const [at, length] of [
      [0, 6],
      [-1, 5],
      [0, 0],
      [0.5, 3],
    ] as const) {
      const words = { text: '@Name', mentions: [{ person: person('bob'), at, length }] };
      expect(() => {
        requireReaders(here, story.room.state, thread('one'), story.now, words);
      }).toThrow(/in no place/);
    }
  });
});
