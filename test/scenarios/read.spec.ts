import {
  cookieJar,
  httpTransport,
  memoryShelf,
  openDoor,
  socketLive,
  type Shelf,
  type ThreadView,
} from '@consilium/client';
import { Problem } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  clinic,
  type Clinic,
  looking,
  type LookingDoor,
  looksAt,
  renewsKeys,
  signsIn,
  type Someone,
  touches,
} from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, decides, opensCase, sharedCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf } from '../attacks/devices';

/** Read per thread, and the same on every device of a person. */
let system: System;
let people: Clinic;
let room: string;
let thread: string;
let picture: string;

const unreadOf = async (door: LookingDoor, id = room): Promise<number> =>
  (await door.cases()).find((each) => each.room === id)?.unread ?? -1;
async function threadOf(door: LookingDoor, which: string, id = room): Promise<ThreadView> {
  const found = (await door.room(id)).threads.find((each) => each.thread === which);
  if (found === undefined) throw new Error('no such thread');
  return found;
}
const unreadIn = async (...which: Parameters<typeof threadOf>): Promise<number> => (await threadOf(...which)).unread;
const soon = (door: LookingDoor, count: number): Promise<void> =>
  eventually(async () => {
    expect(await unreadOf(door)).toBe(count);
  });
const versionOf = async ({ cookies, origin }: Someone): Promise<number> =>
  (await httpTransport({ origin, cookies }).call('signIn', 'remembered', {})).version;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  room = await opensCase(alice, bela);
  thread = await caseThread(alice.door, room);
  picture = await addsPicture(alice.door, room, 'first');
  for (const text of ['one', 'two', 'three']) await alice.door.say(room, thread, text, '');
  await alice.door.say(room, picture, 'under the picture', '');
});
afterEach(closeDevices);

test('to be in a case reads nothing in it: what was not on the screen stays new, thread by thread', async () => {
  const { bela } = people;
  await soon(bela.door, 5);
  await bela.door.enter(room);
  await bela.door.room(room);
  await bela.door.leaveScreen(room);
  expect(await unreadOf(bela.door)).toBe(5);
  expect(await unreadIn(bela.door, thread)).toBe(3);
  expect(await unreadIn(bela.door, picture)).toBe(2);
  const shown = await threadOf(bela.door, thread);
  const items = shown.items.filter(({ kind }) => kind === 'message');
  expect(items.find(({ isNew }) => isNew)?.entry).toBe(items[0]?.entry);
  await bela.door.lookedUpTo(room, thread, items[1]?.entry ?? '');
  expect(await unreadIn(bela.door, thread)).toBe(1);
  expect((await threadOf(bela.door, thread)).items.find(({ isNew }) => isNew)?.entry).toBe(items[2]?.entry);
  // What was seen before takes nothing back.
  await bela.door.lookedUpTo(room, thread, items[0]?.entry ?? '');
  expect([await unreadIn(bela.door, thread), await unreadIn(bela.door, picture)]).toEqual([1, 2]);
});

test('what one says oneself is never new', async () => {
  const { alice } = people;
  expect(await unreadOf(alice.door)).toBe(0);
  const other = await deviceOf(alice);
  expect(await unreadOf(other)).toBe(0);
});

test('an entry of another thread, or of none, is read nowhere; a thread of others is none', async () => {
  const { bela } = people;
  const { threads } = await bela.door.room(room);
  const said = threads.find((each) => each.thread === thread)?.items.at(-1)?.entry ?? '';
  await bela.door.lookedUpTo(room, picture, said);
  await bela.door.lookedUpTo(room, thread, 'A'.repeat(22));
  expect(await unreadOf(bela.door)).toBe(3);
  await expect(bela.door.lookedUpTo(room, 'A'.repeat(22), said)).rejects.toMatchObject({ kind: 'not-found' });
});

test('read on one device is read on the other, while both are open and after a lock', async () => {
  const { bela } = people;
  const other = await deviceOf(bela);
  await soon(other, 3);
  await looksAt(other, room, (each) => each.thread === picture);
  expect(await unreadIn(other, picture)).toBe(0);
  await soon(bela.door, 1);
  await other.lock();
  const fresh = await deviceOf(bela);
  expect(await unreadOf(fresh)).toBe(1);
  expect(await unreadIn(fresh, picture)).toBe(0);
});

test('two devices that read at once lose nothing of either', async () => {
  const { alice, bela } = people;
  const other = await deviceOf(bela);
  await alice.door.say(room, picture, 'again under it', '');
  await Promise.all([soon(bela.door, 2), soon(other, 2)]);
  await Promise.all([
    looksAt(bela.door, room, (each) => each.thread === picture),
    looksAt(other, room, (each) => each.thread === thread),
  ]);
  await Promise.all([soon(bela.door, 0), soon(other, 0)]);
  await other.lock();
  const fresh = await deviceOf(bela);
  expect(await unreadOf(fresh)).toBe(0);
});

test('to look again at what was read tells the service nothing', async () => {
  const { bela } = people;
  const before = await versionOf(bela);
  await looksAt(bela.door, room);
  await new Promise((wake) => setTimeout(wake, 4000));
  expect(await versionOf(bela)).toBe(before);
});

/** A device whose list does not reach the service while its line is down. */
async function onBadLine(who: Someone, shelf: Shelf) {
  const line = { isDown: false };
  const { origin } = who;
  const cookies = cookieJar();
  const transport = httpTransport({ origin, cookies });
  const call: typeof transport.call = (noun, act, input) =>
    line.isDown && (act as string) === 'remember'
      ? Promise.reject(new Problem('unavailable', 'The service cannot be reached. Try again.', { unreached: true }))
      : transport.call(noun, act, input);
  const door = looking(
    openDoor({
      ...{ origin, cookies, shelf },
      transport: { ...transport, call },
      live: socketLive({ origin, cookies }),
    }),
  );
  closesAtTheEnd(() => door.lock());
  touches(door, who.passkeys);
  await signsIn({ door, passkeys: who.passkeys }, 'On a bad line');
  return { door, line };
}

test('what a device could not tell is told when it is opened the next time', async () => {
  const { alice, bela } = people;
  const shelf = memoryShelf();
  const { door, line } = await onBadLine(bela, shelf);
  await alice.door.say(room, thread, 'while the line is bad', '');
  await soon(door, 1);
  line.isDown = true;
  await looksAt(door, room);
  expect(await unreadOf(door)).toBe(0);
  await door.lock();
  expect(await unreadOf(bela.door)).toBe(1);
  const again = await deviceOf(bela, { shelf });
  expect(await unreadOf(again)).toBe(0);
  await soon(bela.door, 0);
});

test('an outside colleague reads for themselves, and older talk that is shown to them later is new to them', async () => {
  const { alice, bela, xenia, victor } = people;
  const roles = { owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] };
  const { room: shared, cleared, kept, advice: former } = await sharedCase(roles);
  await alice.door.say(shared, kept, 'long before it was shown', '');
  await alice.door.say(shared, cleared, 'shown at once', '');
  await eventually(async () => {
    expect(await unreadIn(xenia.door, cleared, shared)).toBe(2);
  });
  await looksAt(xenia.door, shared);
  expect(await unreadOf(xenia.door, shared)).toBe(0);
  expect(await unreadIn(bela.door, cleared, shared)).toBe(2);
  await victor.door.revoke(former);
  const advice = await asks(alice, shared, [kept], xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(shared);
  expect(await unreadIn(xenia.door, kept, shared)).toBe(2);
});

test('who was removed has no case to read, and who comes back finds read what they had read, and new what came since', async () => {
  const { alice, bela } = people;
  const own = await opensCase(alice, bela);
  const inside = await caseThread(alice.door, own);
  await alice.door.say(own, inside, 'before', '');
  await eventually(async () => {
    expect(await unreadOf(bela.door, own)).toBe(1);
  });
  await looksAt(bela.door, own);
  await alice.door.remove(own, bela.person);
  await eventually(async () => {
    expect(await unreadOf(bela.door, own)).toBe(-1);
  });
  await expect(looksAt(bela.door, own)).rejects.toMatchObject({ kind: 'not-found' });
  await alice.door.say(own, inside, 'meanwhile', '');
  await alice.door.invite(own, bela.person);
  await eventually(async () => {
    expect(await unreadOf(bela.door, own)).toBe(1);
  });
});

test('new keys take along what was read', async () => {
  const { alice, bela } = people;
  await alice.door.say(room, thread, 'before new keys', '');
  await soon(bela.door, 1);
  await renewsKeys(bela, [bela.passkeys]);
  expect(await unreadOf(bela.door)).toBe(1);
  await looksAt(bela.door, room);
  // The list is saved three seconds after something was read.
  await eventually(async () => {
    const fresh = await deviceOf(bela);
    expect(await unreadOf(fresh)).toBe(0);
  });
});
