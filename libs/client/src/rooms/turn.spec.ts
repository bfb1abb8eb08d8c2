import type { PersonId } from '@consilium/domain';
import { turnOf, type TurnFacts } from './turn';

const names: Readonly<Record<string, string>> = { a: 'Dr A', b: 'Dr B', c: 'Dr C', d: 'Dr D', x: 'Dr X' };
const id = (letter: string): PersonId => letter as PersonId;

type Told = Partial<Omit<TurnFacts, 'asked' | 'said' | 'me'>> & {
  /** "b2": B was asked by entry 2; "-b2": and cannot answer now; "?x9": and has not accepted yet. */
  readonly asked?: string;
  /** "a3 b4!": A said something by entry 3; B posted a picture by entry 4. */
  readonly said?: string;
};

const words = (text: string): string[] => text.split(' ').filter((each) => each !== '');

/** A small record as one of its readers has it. */
function facts(me: string, { asked = '', said = '', ...more }: Told): TurnFacts {
  return {
    ...{ me: id(me), owner: id('a'), isLed: true, isClosed: false, requests: [] },
    asked: words(asked).map((each) => {
      const [, mark = '', who = '', since = ''] = /^([-?]?)(\w)(\d+)$/u.exec(each) ?? [];
      return { person: id(who), since: Number(since), isHere: mark !== '-', hasToAccept: mark === '?' };
    }),
    said: words(said).map((each) => ({
      by: id(each.charAt(0)),
      seq: Number.parseInt(each.slice(1), 10),
      isAnswer: !each.endsWith('!'),
    })),
    name: (person) => names[person] ?? 'somebody',
    ...more,
  };
}

/** "me", "others", "both" or "nobody", and the words. */
function turn(me: string, told: Told): [string, string] {
  const { forMe, forOthers, words: said } = turnOf(facts(me, told));
  const whose = forMe ? (forOthers ? 'both' : 'me') : forOthers ? 'others' : 'nobody';
  return [whose, said];
}

const waiting = { forMe: false, forOthers: true, words: 'Waiting for your defence organisation' };
const asks = { forMe: true, forOthers: false, words: 'The adviser asks you something' };
const invites = { forMe: true, forOthers: false, words: 'No objection: invite Dr X' };
const over = { forMe: false, forOthers: false, words: '' };

describe('to the owner', () => {
  test.each<[string, Told, string, string]>([
    ['nobody was asked', {}, 'me', 'Nobody asked yet'],
    ['nobody was asked, and they write on', { said: 'a2 a3!' }, 'me', 'Nobody asked yet'],
    ['one was asked', { asked: 'b2' }, 'others', 'Waiting for Dr B'],
    ['one was asked, and the question goes on', { asked: 'b2', said: 'a3' }, 'others', 'Waiting for Dr B'],
    ['two were asked', { asked: 'b2 c3' }, 'others', 'Waiting for Dr B and Dr C'],
    ['three were asked', { asked: 'b2 c3 d4' }, 'others', 'Waiting for Dr B and 2 others'],
    ['one has answered', { asked: 'b2', said: 'a3 b4' }, 'me', 'Dr B has answered'],
    ['two have', { asked: 'b2 c2', said: 'b4 c5 b6' }, 'me', 'Dr B and Dr C have answered'],
    ['one of two has', { asked: 'b2 c3', said: 'b4' }, 'both', 'Dr B has answered · waiting for Dr C'],
    ['a picture is no answer', { asked: 'b2', said: 'b4!' }, 'others', 'Waiting for Dr B'],
    ['what was said before they were asked is none', { asked: 'b7', said: 'b4 a5' }, 'others', 'Waiting for Dr B'],
    ['they have gone on from the answer', { asked: 'b2', said: 'b4 a5' }, 'nobody', 'You wrote last'],
    ['with a picture', { asked: 'b2', said: 'b4 a5!' }, 'nobody', 'You wrote last'],
    ['one who was asked is suspended', { asked: '-b2 c2' }, 'others', 'Waiting for Dr C'],
    ['the only one is', { asked: '-b2', said: 'a3' }, 'me', 'Nobody who was asked can answer now'],
    ['suspended after an answer, which stands', { asked: '-b2', said: 'b3' }, 'me', 'Dr B has answered'],
    [
      'suspended, the answer gone on from',
      { asked: '-b2', said: 'b3 a4' },
      'me',
      'Nobody who was asked can answer now',
    ],
    ['a colleague outside has yet to accept', { asked: '?x9' }, 'others', 'Waiting for Dr X to accept'],
    ['and one inside has yet to answer', { asked: 'b2 ?x9' }, 'others', 'Waiting for Dr B and Dr X'],
    [
      'the share was withdrawn: over as a suspension is',
      { asked: 'b2 -x9', said: 'b3 a4' },
      'nobody',
      'You wrote last',
    ],
    ['an adviser asks', { asked: 'b2', requests: [asks] }, 'both', 'The adviser asks you something · waiting for Dr B'],
    [
      'a request is with the defence organisation',
      { requests: [waiting] },
      'others',
      'Waiting for your defence organisation',
    ],
    ['two are: said once', { requests: [waiting, waiting] }, 'others', 'Waiting for your defence organisation'],
    ['one is decided in favour', { requests: [invites] }, 'me', 'No objection: invite Dr X'],
    ['a request is over', { requests: [over] }, 'me', 'Nobody asked yet'],
    ['closed', { asked: 'b2', requests: [asks], isClosed: true }, 'nobody', 'Closed'],
  ])('%s', (_, told, whose, said) => {
    expect(turn('a', told)).toEqual([whose, said]);
  });
});

describe('to a colleague who was asked', () => {
  test.each<[string, Told, string, string]>([
    ['and said nothing yet', { asked: 'b2' }, 'me', 'Your answer is awaited'],
    ['as another was', { asked: 'b2 c3', said: 'a4' }, 'both', 'Your answer is awaited'],
    ['another has answered', { asked: 'b2 c3', said: 'c4' }, 'both', 'Your answer is awaited'],
    ['posted a picture alone', { asked: 'b2', said: 'b3!' }, 'me', 'Your answer is awaited'],
    ['answered', { asked: 'b2', said: 'b3' }, 'others', 'You have answered'],
    ['answered, another has not', { asked: 'b2 c3', said: 'b4' }, 'others', 'Waiting for Dr C'],
    ['answered, the owner wrote since: it may be thanks', { asked: 'b2', said: 'b3 a4' }, 'nobody', 'Dr A wrote last'],
    ['removed and asked again', { asked: 'b7', said: 'b3 a4' }, 'me', 'Your answer is awaited'],
    ['the owner is suspended', { asked: 'b2', said: 'b3', isLed: false }, 'nobody', 'Nobody leads this case now'],
    ['the owner is, and they have not answered', { asked: 'b2', isLed: false }, 'me', 'Your answer is awaited'],
    ['closed', { asked: 'b2', isClosed: true }, 'nobody', 'Closed'],
  ])('%s', (_, told, whose, said) => {
    expect(turn('b', told)).toEqual([whose, said]);
  });
});

test('who leads the case no more was never asked: nothing is awaited of them, and what they say is an answer', () => {
  expect(turn('a', { owner: id('b'), said: 'b3' })).toEqual(['nobody', 'Dr B wrote last']);
  expect(turn('b', { owner: id('b'), said: 'b3 a4', asked: 'c2' })).toEqual([
    'both',
    'Dr A has answered · waiting for Dr C',
  ]);
});

test('whoever waits for somebody else is waited for by nobody else but them: one truth for all who read the same', () => {
  const records: Told[] = [
    { asked: 'b2 c3' },
    { asked: 'b2 c3', said: 'b4' },
    { asked: 'b2 c3', said: 'b4 c5' },
    { asked: 'b2 c3', said: 'b4 c5 a6' },
    { asked: '-b2 c3', said: 'a4' },
  ];
  for (const told of records) {
    const all = ['a', 'b', 'c'].map((me) => ({ me, ...turnOf(facts(me, told)) }));
    const awaited = all.filter(({ me, forMe }) => forMe && told.asked?.includes(`-${me}`) !== true);
    for (const { me, forOthers } of all) {
      expect({ me, told, forOthers }).toEqual({ me, told, forOthers: awaited.some((each) => each.me !== me) });
    }
  }
});
