import {
  cookieJar,
  httpTransport,
  type ItemView,
  type Mention,
  memoryShelf,
  openDoor,
  type RoomView,
  type ShelfRecord,
  type Transport,
} from '@consilium/client';
import { Problem } from '@consilium/domain';
import {
  clinic,
  type Clinic,
  looking,
  type LookingDoor,
  photograph,
  type Someone,
  renewsKeys,
  signsIn,
} from '@consilium/testkit/people';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

type Message = Extract<ItemView, { kind: 'message' }>;

const form = {
  title: 'Kept words',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

let system: System;
let people: Clinic;
let room: string;
let thread: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
  thread = (await people.alice.door.room(room)).threads[0]?.thread ?? '';
});

/** A connection whose appends get no answer while it is bad: they never leave, or the answer alone is lost. */
function badLine(transport: Transport) {
  let line: 'good' | 'down' | 'answers lost' = 'good';
  const call: Transport['call'] = async (noun, act, input) => {
    const isAppend = (act as string) === 'append';
    const answer = isAppend && line === 'down' ? undefined : await transport.call(noun, act, input);
    if (answer === undefined || (isAppend && line !== 'good')) {
      throw new Problem('unavailable', 'The service cannot be reached. Try again.', { unreached: true });
    }
    return answer;
  };
  return {
    transport: { ...transport, call },
    is: (how: typeof line) => {
      line = how;
    },
  };
}

/** What is kept for somebody, beside what the device remembers of its passkeys. */
const ownRecords = (shelf: { records(): readonly ShelfRecord[] }) =>
  shelf.records().filter(({ owner }) => owner !== 'device');

/** One browser of one person: its shelf outlives its pages. */
function browser({ passkeys }: Pick<Someone, 'passkeys'>) {
  const shelf = memoryShelf(true);
  const cookies = cookieJar();
  const { origin } = system;
  const line = badLine(httpTransport({ origin, cookies }));
  const page = async (): Promise<LookingDoor> => {
    const door = looking(openDoor({ origin, cookies, shelf, transport: line.transport }));
    closesAtTheEnd(() => door.lock());
    await signsIn({ door, passkeys }, 'Ward computer');
    return door;
  };
  return { page, line, shelf };
}

const messages = ({ threads }: RoomView): Message[] =>
  threads.flatMap(({ items }) => items.filter((item) => item.kind === 'message'));
const saying = (view: RoomView, words: string): Message[] => messages(view).filter(({ text }) => text === words);

/** On its first page nothing gets an answer; that page is closed and the next one opened. */
async function saidBeforeAReload(words: string, how: 'down' | 'answers lost', mentions: readonly Mention[] = []) {
  const own = browser(people.alice);
  const before = await own.page();
  await before.room(room);
  own.line.is(how);
  await expect(before.say(room, thread, words, '', mentions)).rejects.toMatchObject({ details: { kept: true } });
  await before.lock();
  own.line.is('good');
  return { ...own, after: await own.page() };
}

/** How much the list of cases says was not sent in the case. */
const unsentIn = async (door: LookingDoor): Promise<number> =>
  (await door.cases()).find((each) => each.room === room)?.unsent ?? -1;

test('a message whose page was closed without an answer stands unsent in its place, and is sent once', async () => {
  const { name, person } = people.bela;
  const words = `@${name} said in a lift.`;
  const at = { at: 0, length: name.length + 1 };
  const { after, shelf } = await saidBeforeAReload(words, 'down', [{ person, ...at }]);
  // Before anybody looks into the case.
  expect(await unsentIn(after)).toBe(1);
  const [unsent] = saying(await after.room(room), words);
  expect(unsent).toMatchObject({ mine: true, pending: false, mentions: [{ ...at, me: false }] });
  expect(unsent?.problem).toMatch(/send it again/);
  await after.retryMessage(room, unsent?.entry ?? '');
  expect(saying(await after.room(room), words)).toEqual([expect.objectContaining({ pending: false, problem: '' })]);
  expect(await unsentIn(after)).toBe(0);
  expect(ownRecords(shelf)).toEqual([]);
  await eventually(async () => {
    const arrived = saying(await people.bela.door.room(room), words);
    expect(arrived.map(({ entry }) => entry)).toEqual([unsent?.entry]);
    expect(arrived[0]?.mentions).toEqual([{ ...at, me: true }]);
  });
  await after.lock();
});

test('a message the service took, whose answer was lost with the page, is there once and asks for nothing', async () => {
  const words = 'Taken, but nobody said so.';
  const { after, shelf } = await saidBeforeAReload(words, 'answers lost');
  expect(await unsentIn(after)).toBe(0);
  expect(saying(await after.room(room), words)).toEqual([expect.objectContaining({ pending: false, problem: '' })]);
  expect(ownRecords(shelf)).toEqual([]);
  await after.lock();
});

test('the same words said again in the place of Retry keep their entry', async () => {
  const words = 'Said twice by hand.';
  const { after } = await saidBeforeAReload(words, 'down');
  await after.say(room, thread, words, '');
  expect(saying(await after.room(room), words)).toHaveLength(1);
  await after.lock();
});

test('an unsent message that is deleted is never sent, and the device forgets it', async () => {
  const words = 'Better not.';
  const { after, shelf } = await saidBeforeAReload(words, 'down');
  const [unsent] = saying(await after.room(room), words);
  expect(await unsentIn(after)).toBe(1);
  await after.dropMessage(room, unsent?.entry ?? '');
  expect(await unsentIn(after)).toBe(0);
  expect(saying(await after.room(room), words)).toEqual([]);
  expect(ownRecords(shelf)).toEqual([]);
  await expect(after.retryMessage(room, unsent?.entry ?? '')).rejects.toThrow(/sent or deleted/);
  await after.lock();
});

test('while a message waits unsent, the device holds none of its words and no name of its case', async () => {
  const words = 'Canary in the ciphertext';
  const { after, shelf } = await saidBeforeAReload(words, 'down');
  const held = shelf
    .records()
    .map((record) => `${record.owner} ${record.name} ${Buffer.from(record.sealed).toString('latin1')}`);
  // The message alone: a shared computer does not say which passkeys were used on it.
  expect(held).toHaveLength(1);
  for (const planted of [words, room, thread, people.alice.person]) expect(held.join()).not.toContain(planted);
  await after.signOut();
  expect(ownRecords(shelf)).toEqual([]);
});

test('a draft survives the lock, and is forgotten when its words are said', async () => {
  const own = browser(people.alice);
  const door = await own.page();
  await door.keepDraft(['message', room, thread], JSON.stringify('half a thought'));
  await door.lock();
  await expect(door.draft(['message', room, thread])).rejects.toThrow(/Unlock/);
  const after = await own.page();
  await expect(after.draft(['message', room, thread])).resolves.toBe('"half a thought"');
  await after.say(room, thread, 'a whole thought', '');
  await expect(after.draft(['message', room, thread])).resolves.toBe('');
  expect(ownRecords(own.shelf)).toEqual([]);
  await after.lock();
});

test('words the rules refuse are a draft again, not a message', async () => {
  const other = await people.alice.door.openCase({ ...form, title: 'Closed' });
  const own = browser(people.alice);
  const door = await own.page();
  const [first] = (await door.room(other)).threads;
  await door.closeCase(other, 'advice-given');
  await expect(door.say(other, first?.thread ?? '', 'too late', '')).rejects.toThrow(Problem);
  expect(messages(await door.room(other))).toEqual([]);
  await expect(door.draft(['message', other, first?.thread ?? ''])).resolves.toBe('"too late"');
  await door.lock();
});

test('drafts are sealed anew when the keys are renewed', async () => {
  const own = browser(people.alice);
  const door = await own.page();
  await door.keepDraft(['case'], '"kept through it"');
  await renewsKeys({ ...people.alice, door }, [people.alice.passkeys]);
  await expect(door.draft(['case'])).resolves.toBe('"kept through it"');
  await door.lock();
  const after = await own.page();
  await expect(after.draft(['case'])).resolves.toBe('"kept through it"');
  await after.lock();
});

const captions = ({ threads }: RoomView): string[] => threads.flatMap(({ picture }) => picture?.caption ?? []);

/** Posts a picture while appends get no answer, and closes the page once that is known. */
async function postedBeforeAReload(mark: string, how: 'down' | 'answers lost') {
  const own = browser(people.alice);
  const before = await own.page();
  await before.room(room);
  await before.speakForDevice('managed');
  // What was said of the device stays on it.
  const kept = ownRecords(own.shelf).length;
  own.line.is(how);
  await before.addPicture(room, photograph(mark));
  await eventually(async () => {
    expect((await before.room(room)).uploads).toMatchObject(how === 'down' ? [{ state: 'failed' }] : []);
    expect(ownRecords(own.shelf)).toHaveLength(kept + (how === 'down' ? 4 : 0));
  });
  await before.lock();
  own.line.is('good');
  return { ...own, kept, after: await own.page() };
}

test('a picture whose page was closed before it was posted stands there with Retry, and is posted once', async () => {
  const { after, shelf, kept } = await postedBeforeAReload('kept through a reload', 'down');
  const [left] = (await after.room(room)).uploads;
  expect(left).toMatchObject({ state: 'failed' });
  expect(left?.problem).toMatch(/Retry/);
  await Promise.all([after.retryUpload(room, left?.upload ?? ''), after.retryUpload(room, left?.upload ?? '')]);
  await eventually(async () => {
    const view = await after.room(room);
    expect(view.uploads).toEqual([]);
    expect(captions(view)).toEqual([photograph('kept through a reload').caption]);
  });
  await eventually(() => {
    expect(ownRecords(shelf)).toHaveLength(kept);
    return Promise.resolve();
  });
  await after.lock();
});

test('a picture its owner gives up after a reload is never posted, and the device forgets it', async () => {
  const { after, shelf, kept } = await postedBeforeAReload('given up', 'down');
  expect(await unsentIn(after)).toBe(1);
  const [left] = (await after.room(room)).uploads;
  await after.dropUpload(room, left?.upload ?? '');
  expect(await unsentIn(after)).toBe(0);
  expect((await after.room(room)).uploads).toEqual([]);
  await eventually(() => {
    expect(ownRecords(shelf)).toHaveLength(kept);
    return Promise.resolve();
  });
  expect(captions(await after.room(room))).not.toContain(photograph('given up').caption);
  await after.lock();
});

test('a picture the service took, whose answer was lost, is there once and asks for nothing', async () => {
  const { after } = await postedBeforeAReload('answer lost', 'answers lost');
  const view = await after.room(room);
  expect(view.uploads).toEqual([]);
  expect(captions(view).filter((caption) => caption === photograph('answer lost').caption)).toHaveLength(1);
  await after.lock();
});
