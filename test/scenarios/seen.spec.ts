import type { Door } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic, looksAt } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { caseThread, opensCase, sharedCase } from '../attacks/cases';
import { closeDevices, deviceOf } from '../attacks/devices';

/** An author sees who has looked at what they said last, in each thread. */
let people: Clinic;

type Looking = Pick<Door, 'room'>;

const threadOf = async (door: Looking, room: string, which: string) =>
  (await door.room(room)).threads.find((each) => each.thread === which);
const seenBy = async (...asked: Parameters<typeof threadOf>): Promise<string[]> =>
  (await threadOf(...asked))?.seen.names ?? [];
const soon = (names: readonly string[], ...asked: Parameters<typeof threadOf>): Promise<void> =>
  eventually(async () => {
    expect(await seenBy(...asked)).toEqual(names);
  });

beforeAll(async () => {
  people = await clinic(await startSystem());
});
afterEach(closeDevices);

test('who looked is named to the author while they have the case open, and on another device of theirs', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  await alice.door.enter(room);
  await alice.door.say(room, thread, 'first', '');
  await alice.door.say(room, thread, 'second', '');
  const before = await alice.door.room(room);
  const newest = before.threads[0]?.items.at(-1)?.entry ?? '';
  expect(await seenBy(alice.door, room, thread)).toEqual([]);
  await looksAt(bela.door, room);
  await soon([bela.name], alice.door, room, thread);
  expect((await threadOf(alice.door, room, thread))?.seen.entry).toBe(newest);
  // Nothing of it stands in the record, and whoever looked is told nothing of themselves.
  expect((await alice.door.room(room)).head).toBe(before.head);
  expect(await seenBy(bela.door, room, thread)).toEqual([]);
  const other = await deviceOf(alice);
  await other.enter(room);
  await soon([bela.name], other, room, thread);
  // What is said since was not looked at.
  await alice.door.say(room, thread, 'third', '');
  expect(await seenBy(alice.door, room, thread)).toEqual([]);
});

test('each thread tells its own readers: an outside colleague, and nobody of what stays inside', async () => {
  const { alice, bela, xenia, victor } = people;
  const roles = { owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] };
  const { room, cleared, kept } = await sharedCase(roles);
  for (const thread of [cleared, kept]) await alice.door.say(room, thread, 'what do you think', '');
  for (const door of [alice.door, xenia.door]) await door.enter(room);
  await eventually(async () => {
    expect((await threadOf(xenia.door, room, cleared))?.unread).toBe(2);
  });
  await xenia.door.say(room, cleared, 'from outside', '');
  await looksAt(xenia.door, room);
  await soon([xenia.name], alice.door, room, cleared);
  expect(await seenBy(alice.door, room, kept)).toEqual([]);
  await looksAt(bela.door, room);
  await soon([bela.name], alice.door, room, kept);
  await soon([bela.name], xenia.door, room, cleared);
  const { threads } = await xenia.door.room(room);
  expect(threads.some(({ thread }) => thread === kept)).toBe(false);
});

test('who was removed is named no more', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  await alice.door.enter(room);
  await alice.door.say(room, thread, 'before', '');
  await looksAt(bela.door, room);
  await soon([bela.name], alice.door, room, thread);
  await alice.door.remove(room, bela.person);
  expect(await seenBy(alice.door, room, thread)).toEqual([]);
});
