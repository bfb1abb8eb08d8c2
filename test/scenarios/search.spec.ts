import {
  cookieJar,
  httpTransport,
  memoryShelf,
  openDoor,
  type Door,
  type FoundLine,
  type SearchView,
  type Transport,
} from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, looking, photograph, signsIn, touches, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseForm, caseThread, opensCase, sharedCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf } from '../attacks/devices';

/** What is found on a device by what its person may read: nothing else, and no longer than they may. */
let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});
afterEach(closeDevices);

/** Asked until everything was looked through. */
async function search(door: Door, words: string): Promise<SearchView> {
  for (;;) {
    const view = await door.search(words);
    expect(view.unread).toBe(0);
    if (view.read === view.of) return view;
  }
}

const textOf = ({ pieces }: Pick<FoundLine, 'pieces'>): string =>
  pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

/** "where: in: text" of every line found, over all cases. */
async function found(door: Door, words: string): Promise<string[]> {
  const { cases } = await search(door, words);
  return cases.flatMap(({ lines }) => lines.map((line) => `${line.in}: ${textOf(line)}`));
}

const roomsIn = async (door: Door, words: string): Promise<string[]> =>
  (await search(door, words)).cases.map(({ room }) => room);

const soon = (door: Door, words: string, count: number): Promise<void> =>
  eventually(async () => {
    expect(await found(door, words)).toHaveLength(count);
  });

const opinion = {
  ...{ impression: 'A drug eruption.', advice: 'Stop the amoxicillin', urgency: 'routine' as const },
  ...{ limits: 'One picture', confidence: 'moderate' as const, examined: 'not-examined' as const },
  ...{ inPerson: 'needed' as const, nextAction: 'Review', next: 'responsible-consultant' as const, nextBy: '' },
};

test('titles, questions, messages, captions, opinions and colleagues are found, each with where it was said', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase({ ...caseForm, title: 'Érythème noueux', question: 'Which bedsocks?' }, [
    bela.person,
  ]);
  const thread = await caseThread(alice.door, room);
  const picture = await addsPicture(alice.door, room, 'kestrel');
  await alice.door.say(room, thread, 'It began with a quinsy, treated at home.', '');
  await bela.door.say(room, picture, 'The border looks like a hedgehog.', '');
  await bela.door.fileOpinion(room, thread, opinion, []);
  await soon(bela.door, 'quinsy', 1);
  await soon(alice.door, 'hedgehog', 1);
  await soon(alice.door, 'amoxicillin', 1);
  for (const door of [alice.door, bela.door]) {
    const named = await search(door, 'NOUEUX eryth');
    expect(named.cases).toMatchObject([{ room, closed: false }]);
    expect(named.cases[0] && textOf({ pieces: named.cases[0].title })).toBe('[Érythème] [noueux]');
    expect(await found(door, 'bedsocks')).toEqual([expect.stringContaining('question: Which [bedsocks]?')]);
    expect(await found(door, 'home quin')).toEqual(['message: It began with a [quinsy], treated at [home].']);
    expect(await found(door, photograph('kestrel').caption)).toHaveLength(1);
    expect(await found(door, 'amox stop')).toEqual([expect.stringContaining('opinion: A drug eruption. · [Stop] the')]);
    const [line] = (await search(door, 'hedgehog')).cases[0]?.lines ?? [];
    expect(line).toMatchObject({ in: 'message', where: 'Picture 1', by: 'Bela Birchwood' });
    expect((await door.room(room)).threads.flatMap(({ items }) => items)).toContainEqual(
      expect.objectContaining({ kind: 'message', entry: line?.entry }),
    );
    // By who said it, and by what the case is called, beside a word of its own.
    expect(await found(door, 'hedgehog birch erytheme')).toHaveLength(1);
    expect(await found(door, 'quinsy birch')).toEqual([]);
    expect(await found(door, 'edgehog')).toEqual([]);
  }
  expect((await roomsIn(alice.door, 'birchwood')).includes(room)).toBe(true);
  expect(await found(alice.door, '')).toEqual([]);
});

test('a picture that is withdrawn takes its caption and its talk with it, also where both were found before', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const picture = await addsPicture(alice.door, room, 'nightjar');
  await alice.door.say(room, picture, 'A lichen, I thought.', '');
  await soon(bela.door, 'lichen', 1);
  await soon(bela.door, 'nightjar', 1);
  await alice.door.withdrawConsent(room, picture, 'capture', 'not-yet-seen');
  await soon(bela.door, 'lichen', 0);
  expect(await found(bela.door, 'nightjar')).toEqual([]);
  // Its owner, who still sees it, finds it.
  expect(await found(alice.door, 'lichen')).toHaveLength(1);
  // A device that is opened afterwards finds as little.
  const other = await deviceOf(bela);
  expect(await found(other, 'lichen')).toEqual([]);
});

test('what its author took back is not found any more, by nobody', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  await bela.door.say(room, await caseThread(bela.door, room), 'Urticaria, surely.', '');
  await soon(alice.door, 'urticaria', 1);
  await bela.door.takeBack(room, (await search(bela.door, 'urticaria')).cases[0]?.lines[0]?.entry ?? '');
  await soon(alice.door, 'urticaria', 0);
  expect(await found(bela.door, 'urticaria')).toEqual([]);
  // Nor does it count as the answer that was asked for.
  expect((await bela.door.cases()).find((each) => each.room === room)?.turn.words).toBe('Your answer is awaited');
});

test('whoever was removed finds nothing of the case any more, and who comes back does', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  await alice.door.say(room, thread, 'Pemphigoid, perhaps.', '');
  await soon(bela.door, 'pemphigoid', 1);
  await alice.door.remove(room, bela.person);
  await soon(bela.door, 'pemphigoid', 0);
  await alice.door.invite(room, bela.person);
  await soon(bela.door, 'pemphigoid', 1);
  await bela.door.leaveCase(room);
  expect(await found(bela.door, 'pemphigoid')).toEqual([]);
});

test('from outside only what is shared is found, and after the end of the share nothing', async () => {
  const { alice, bela, victor, xenia } = people;
  const { room, cleared, kept } = await sharedCase({
    owner: alice,
    adviser: victor,
    recipient: xenia,
    colleagues: [bela],
  });
  await alice.door.say(room, await caseThread(alice.door, room), 'Inside: sarcoid?', '');
  await alice.door.say(room, kept, 'Kept: sarcoid?', '');
  await alice.door.say(room, cleared, 'Shared: sarcoid?', '');
  await soon(bela.door, 'sarcoid', 3);
  await soon(xenia.door, 'sarcoid', 1);
  expect(await found(xenia.door, 'sarcoid')).toEqual(['message: Shared: [sarcoid]?']);
  expect(await found(xenia.door, 'bela')).toEqual(
    (await xenia.door.room(room)).members.some(({ name }) => name.includes('Bela'))
      ? ['colleague: [Bela] Birchwood']
      : [],
  );
  await alice.door.withdrawConsent(room, cleared, 'sharing');
  await soon(xenia.door, 'sarcoid', 0);
  expect(await found(alice.door, 'sarcoid')).toHaveLength(3);
});

test('the service is asked nothing, the device keeps nothing, and a lock ends it', async () => {
  const { alice } = people;
  const room = await opensCase(alice);
  await alice.door.say(room, await caseThread(alice.door, room), 'Morphoea, I believe.', '');
  const shelf = memoryShelf(true);
  const cookies = cookieJar();
  const { origin } = system;
  const over = httpTransport({ origin, cookies });
  const asked: string[] = [];
  const call: Transport['call'] = (noun, act, input) => {
    asked.push(`${noun} ${act as string} ${JSON.stringify(input)}`);
    return over.call(noun, act, input);
  };
  const door = looking(openDoor({ origin, cookies, shelf, transport: { ...over, call } }));
  closesAtTheEnd(() => door.lock());
  touches(door, alice.passkeys);
  await signsIn({ door, passkeys: alice.passkeys }, 'A device');
  await door.cases();
  await eventually(async () => {
    expect(await found(door, 'morphoea')).toHaveLength(1);
  });
  const [records, calls] = [shelf.records().length, asked.length];
  for (const words of ['morphoea', 'believe', 'nothing of the kind']) await search(door, words);
  expect(shelf.records()).toHaveLength(records);
  // Of its own accord a device asks for news; never with what is looked for.
  expect(asked.slice(calls).join()).not.toMatch(/search|morphoea|believe/iu);
  await door.lock();
  await expect(door.search('morphoea')).rejects.toThrow(/Unlock/);
});
