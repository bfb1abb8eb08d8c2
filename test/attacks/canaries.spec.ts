import { clinic, type Clinic, photograph } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { foundInWriteAheadLog, whereFound } from '@consilium/testkit/servers';
import { listenToLog, startSystem, type System } from '@consilium/testkit/system';
import { asks, signsDecision } from './cases';
import { waitFor } from './devices';

const planted = {
  title: 'planted-title-echidna',
  question: 'planted-question-kowari',
  message: 'planted-message-mulgara',
  pixels: 'planted-pixels-antechinus',
} as const;
const form = {
  title: planted.title,
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: planted.question,
  responsible: 'Dr R',
} as const;

const logged: string[] = [];
let system: System;
let people: Clinic;

beforeAll(async () => {
  listenToLog(logged);
  system = await startSystem({ LOG_LEVEL: 'debug' });
  people = await clinic(system);
  const { alice, bela } = people;
  const room = await alice.door.openCase(form);
  await alice.door.invite(room, bela.person);
  const thread = (await alice.door.room(room)).threads[0]?.thread ?? '';
  await alice.door.say(room, thread, planted.message, '');
  await alice.door.addPicture(room, photograph(planted.pixels));
  await eventually(async () => {
    expect((await bela.door.room(room)).threads).toHaveLength(2);
  });
});

test('20: planted words and pixels are in no table, no object and no log line, a failed request’s included', async () => {
  const body = JSON.stringify({ kind: 'room', ledger: planted.question, entries: [planted.message] });
  const headers = { origin: system.origin, 'content-type': 'application/json' };
  const answer = await fetch(`${system.address}/api/ledgers/append`, { method: 'POST', headers, body });
  expect(await answer.text()).not.toMatch(/planted-/);
  const told = logged.join('');
  expect(told).toContain('"level":"info"');
  expect(await whereFound(system, Object.values(planted), [['logs', told]])).toEqual([]);
});

test('20: nor are they in the write-ahead log, where what lies open is', async () => {
  expect(await foundInWriteAheadLog([...Object.values(planted), 'Northfield Hospital'])).toEqual([
    'Northfield Hospital',
  ]);
});

/** A word for every text that a case, its pictures, its request and its opinion have, whoever writes it. */
const everywhere = {
  case: ['specialty', 'responsible', 'history', 'examination', 'medicines'],
  picture: ['caption', 'site', 'removed'],
  request: ['brief', 'reasons', 'alternatives', 'asked', 'answered', 'advised'],
  opinion: ['impression', 'advice', 'limits', 'nextAction', 'addendum'],
} as const;

type Texts<Of extends keyof typeof everywhere> = Record<(typeof everywhere)[Of][number], string>;

const wordsOf = <Of extends keyof typeof everywhere>(of: Of): Texts<Of> =>
  Object.fromEntries(everywhere[of].map((field) => [field, `everywhere-${of}-${field}-thylacine`])) as Texts<Of>;

/** Gives what the owner and the adviser read in the end. */
async function goesThroughAll(fileName: string, condition: string): Promise<string> {
  const { alice, bela, victor, xenia } = people;
  const { caption, site, removed } = wordsOf('picture');
  const { asked, answered, advised, ...share } = wordsOf('request');
  const { addendum, ...opinion } = wordsOf('opinion');
  await victor.door.makeOrganisationKey();
  const room = await alice.door.openCase({ ...form, ...wordsOf('case') });
  await alice.door.invite(room, bela.person);
  await alice.door.addPicture(room, photograph('everywhere', { name: fileName, caption, site, removed }));
  const isThere = (found: string): boolean => found !== '';
  const pictureThread = async (): Promise<string> =>
    (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
  const thread = await waitFor(pictureThread, isThere);
  const advice = await asks(alice, room, [thread], xenia.person, share);
  await victor.door.assignToMe(advice);
  await victor.door.ask(advice, asked);
  await alice.door.answer(advice, answered, []);
  await signsDecision(victor, advice, {
    ...{ outcome: 'no-objection-with-conditions', conditions: [condition], reasons: advised },
  });
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  await xenia.door.picture(room, thread, 'original');
  const side = (await xenia.door.room(room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  const said = { confidence: 'low', examined: 'not-examined', inPerson: 'needed', urgency: 'routine' } as const;
  const next = { next: 'responsible-consultant', nextBy: '' } as const;
  await xenia.door.fileOpinion(room, side, { ...opinion, ...said, ...next }, [thread]);
  const filed = async (): Promise<string> => (await xenia.door.room(room)).opinions[0]?.entry ?? '';
  await xenia.door.addAddendum(room, await waitFor(filed, isThere), addendum);
  await eventually(async () => {
    expect((await alice.door.room(room)).opinions[0]?.addenda).toHaveLength(1);
  });
  await alice.door.withdrawConsent(room, thread, 'sharing');
  return JSON.stringify([await alice.door.room(room), await victor.door.request(advice), await alice.door.shares()]);
}

test('20: nor is any text of a case, a picture, a request or an opinion, nor what the file of a picture was called', async () => {
  const fileName = 'everywhere-file-of-john-thylacine.jpg';
  const texts = (Object.keys(everywhere) as (keyof typeof everywhere)[]).flatMap((of) => Object.values(wordsOf(of)));
  // The conditions of a decision are signed in the open (docs/security.md): what is searched finds them.
  const open = 'everywhere-condition-bandicoot';
  const shown = await goesThroughAll(fileName, open);
  // What its people read proves that each text went the whole way.
  expect([...texts, open].filter((text) => !shown.includes(text))).toEqual([]);
  const found = await whereFound(system, [...texts, fileName, open], [['logs', logged.join('')]]);
  expect(new Set(found.map(({ what }) => what))).toEqual(new Set([open]));
  expect(await foundInWriteAheadLog([...texts, fileName, open])).toEqual([open]);
});
