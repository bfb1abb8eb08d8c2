import type { OfflineCase, RoomView, Transport } from '@consilium/client';
import { cookieJar, httpTransport, memoryShelf, openDoor } from '@consilium/client';
import { Problem } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  clinic,
  looking,
  registered,
  renewsKeys,
  signsIn,
  touches,
  type Clinic,
  type LookingDoor,
  type Someone,
} from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { opensCase, sharedCase } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

/** A connection that can be away, with everything behind it. */
function lineOf(transport: Transport) {
  let is: 'away' | 'half' | 'back' = 'back';
  const away = (): Problem => new Problem('unavailable', 'The service cannot be reached.', { unreached: true });
  const call: Transport['call'] = (noun, act, input) =>
    is === 'away' || (is === 'half' && noun !== 'setup') ? Promise.reject(away()) : transport.call(noun, act, input);
  return {
    transport: { ...transport, call },
    /** `half`: what asks nothing of anybody's session is answered. */
    goes: (where: typeof is) => {
      is = where;
    },
  };
}

/** One browser of one person that begins pages without a connection; what it keeps outlives its pages. */
function browser({ passkeys }: Pick<Someone, 'passkeys'>) {
  const shelf = memoryShelf(true);
  const cookies = cookieJar();
  const { origin } = system;
  const line = lineOf(httpTransport({ origin, cookies, waits: [] }));
  const page = async (): Promise<LookingDoor> => {
    const door = looking(openDoor({ origin, cookies, shelf, transport: line.transport }));
    closesAtTheEnd(() => door.lock());
    touches(door, passkeys);
    await door.keepsOffline();
    return door;
  };
  const signedIn = async (isOwn = true): Promise<LookingDoor> => {
    const door = await page();
    await door.state();
    await door.saysWhose(isOwn);
    await signsIn({ door, passkeys }, 'Phone');
    return door;
  };
  const reads = async (by: Pick<Someone, 'passkeys'> = { passkeys }): Promise<LookingDoor> => {
    const door = await page();
    await door.offlineFinish(by.passkeys.get(await door.offlineBegin()));
    return door;
  };
  /** Whose the device is, by itself and by what it told the service. */
  const toldOf = async (door: LookingDoor) => {
    const { isOwnDevice } = await door.state();
    const { me } = await line.transport.call('signIn', 'session', {});
    return { isOwnDevice, ofService: me?.ownDevice };
  };
  return { shelf, line, page, signedIn, reads, toldOf, owners: () => shelf.records().map(({ owner }) => owner) };
}

const keeps = (own: ReturnType<typeof browser>, cases: number): Promise<void> =>
  eventually(() => {
    // Beside them the list of them, and how it is opened.
    expect(own.owners().filter((owner) => owner === 'offline')).toHaveLength(cases + 2);
    return Promise.resolve();
  });
const keepsNothing = (own: ReturnType<typeof browser>): Promise<void> =>
  eventually(() => {
    expect(own.owners()).not.toContain('offline');
    return Promise.resolve();
  });

const textsOf = ({ threads }: RoomView | OfflineCase): string[] =>
  threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));
const firstThread = ({ threads }: RoomView | OfflineCase): string => threads[0]?.thread ?? '';

/** Bela's browser with a case of Alice's open in it, and kept. */
async function opened() {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = firstThread(await alice.door.room(room));
  await alice.door.say(room, thread, 'Said before the lift', '');
  const own = browser(bela);
  const door = await own.signedIn();
  await door.room(room);
  await keeps(own, 1);
  return { own, door, room, thread };
}

test('a case that was opened is read without a connection as it was, and what is written there goes once, by itself', async () => {
  const { alice, bela } = people;
  const { own, door, room, thread } = await opened();
  await door.lock();
  own.line.goes('away');
  const page = await own.page();
  await expect(page.state()).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(page.offlineCase(room)).rejects.toMatchObject({ kind: 'not-signed-in' });
  expect(await page.offline()).toMatchObject({ is: 'locked' });
  const reader = await own.reads();
  expect(await reader.offline()).toMatchObject({ is: 'open', name: bela.name, cases: [{ room }], words: [] });
  const found = await reader.offlineCase(room);
  expect(textsOf(found)).toEqual(['Said before the lift']);
  await reader.sayOffline(room, thread, 'Written in the lift');
  expect(await reader.offline()).toMatchObject({ words: [{ room, thread, text: 'Written in the lift' }] });
  await expect(reader.sayOffline(room, 'another', 'To nobody')).rejects.toMatchObject({ kind: 'not-allowed' });
  // No key of the account is open by it.
  await expect(reader.say(room, thread, 'As if there were keys', '')).rejects.toMatchObject({ kind: 'not-signed-in' });
  // Reached is what a page goes on with, else it would go on for ever.
  own.line.goes('half');
  expect(await reader.isReached()).toBe(false);
  await expect(reader.state()).rejects.toMatchObject({ kind: 'unavailable' });

  own.line.goes('back');
  expect(await reader.isReached()).toBe(true);
  await reader.lock();
  const after = await own.signedIn();
  await after.cases();
  await eventually(async () => {
    expect(textsOf(await alice.door.room(room))).toEqual(['Said before the lift', 'Written in the lift']);
  }, 40_000);
  expect(own.owners()).not.toContain('offline words');
  await after.lock();
}, 90_000);

async function sentOf(room: string, text: string): Promise<void> {
  await eventually(async () => {
    expect(textsOf(await people.alice.door.room(room))).toContain(text);
  }, 40_000);
}

/** Bela wrote this in a case of Alice's, and the service can be reached again. */
async function writtenAway(text: string) {
  const { own, door, room, thread } = await opened();
  await door.lock();
  own.line.goes('away');
  const reader = await own.reads();
  await reader.sayOffline(room, thread, text);
  await reader.lock();
  own.line.goes('back');
  return { own, room };
}

test('what was written there goes also where the device keeps no cases by then, or its author has new keys', async () => {
  const { bela } = people;
  const shared = await writtenAway('Before it was shared');
  const door = await shared.own.signedIn(false);
  await sentOf(shared.room, 'Before it was shared');
  expect(shared.own.owners()).not.toContain('offline words');
  await door.lock();

  const former = await writtenAway('Under former keys');
  const elsewhere = await browser(bela).signedIn();
  await renewsKeys({ ...bela, door: elsewhere }, [bela.passkeys]);
  await elsewhere.lock();
  const after = await former.own.signedIn();
  await sentOf(former.room, 'Under former keys');
  expect(former.own.owners()).not.toContain('offline words');
  await after.lock();
}, 90_000);

test('words of which somebody else would read now wait for their author', async () => {
  const { alice, hospital } = people;
  const cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: hospital, defence: '' });
  const { own, door, room, thread } = await opened();
  await door.lock();
  own.line.goes('away');
  const reader = await own.reads();
  await reader.sayOffline(room, thread, 'For two of us');
  await reader.lock();
  await alice.door.invite(room, cora.person);
  own.line.goes('back');
  const after = await own.signedIn();
  await eventually(async () => {
    const items = (await after.room(room)).threads.flatMap((each) => each.items);
    expect(items.find((item) => item.kind === 'message' && item.text === 'For two of us')).toMatchObject({
      problem: expect.stringContaining('who can read this thread has changed') as string,
    });
  }, 40_000);
  expect(textsOf(await alice.door.room(room))).toEqual(['Said before the lift']);
  await after.lock();
}, 90_000);

test('a passkey of somebody else opens nothing of it, and their sign-in here deletes it', async () => {
  const { own, door, room } = await opened();
  await door.lock();
  own.line.goes('away');
  const page = await own.page();
  const asked = await page.offlineBegin();
  expect(() => people.alice.passkeys.get(asked)).toThrow('NO_CREDENTIALS');
  const [credential = ''] = asked.allow;
  const forged = { ...people.bela.passkeys.get(asked), prf: Buffer.alloc(32).toString('base64url') };
  await expect(page.offlineFinish(forged)).rejects.toMatchObject({ kind: 'not-allowed' });
  await expect(page.offlineFinish({ ...forged, id: `${credential}A` })).rejects.toMatchObject({ kind: 'not-allowed' });
  await expect(page.offlineFinish({ ...forged, prf: undefined })).rejects.toMatchObject({ kind: 'not-allowed' });
  await expect(page.offlineCase(room)).rejects.toMatchObject({ kind: 'not-signed-in' });
  own.line.goes('back');
  await signsIn({ door: page, passkeys: people.alice.passkeys }, 'Phone').catch(() => undefined);
  await page.signInBegin(true);
  await page.signInFinish(people.alice.passkeys.get(await page.signInBegin(true)), 'Phone');
  await page.unlockFinish(people.alice.passkeys.get(await page.unlockBegin()));
  await keepsNothing(own);
  await page.lock();
});

test('what the device learns ends it: a removal, a picture withdrawn, words taken back', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const picture = await addsPicture(alice.door, room, 'one');
  const own = browser(bela);
  const door = await own.signedIn();
  await door.room(room);
  await door.enter(room);
  await keeps(own, 1);
  const before = own.shelf.records();
  const pictureIn = ({ threads }: RoomView | OfflineCase) => threads.find(({ thread }) => thread === picture)?.picture;
  // What says where on the patient it is stays beside what is said about it.
  const { number, site, side, caption } = pictureIn(await door.room(room)) ?? {};
  const first = await own.reads();
  const kept = pictureIn(await first.offlineCase(room));
  expect(kept).toEqual({ number, site, side, caption, unreadable: '' });
  await alice.door.withdrawConsent(room, picture, 'capture', 'not-yet-seen');
  await eventually(() => {
    // Another record is there for it, and the one of before is not.
    const now = own.shelf.records().filter(({ owner }) => owner === 'offline');
    expect(now).toHaveLength(3);
    expect(now.filter(({ name }) => before.some((each) => each.name === name))).toHaveLength(2);
    return Promise.resolve();
  }, 40_000);
  const reader = await own.reads();
  expect((await reader.offlineCase(room)).threads.map(({ thread }) => thread)).not.toContain(picture);
  await alice.door.remove(room, bela.person);
  await keeps(own, 0);
  await expect(reader.offlineCase(room)).rejects.toMatchObject({ kind: 'not-found' });
  await door.lock();
}, 90_000);

test('a shared computer keeps nothing, and one’s own that becomes one deletes what it kept', async () => {
  const { own, door, room } = await opened();
  await door.saysWhose(false);
  await keepsNothing(own);
  await door.room(room);
  await door.lock();
  const again = await own.signedIn(false);
  await again.room(room);
  // Looked at later in a browser that does keep it: by then the other would have.
  const other = browser(people.bela);
  const there = await other.signedIn();
  await there.room(room);
  await keeps(other, 1);
  expect(own.owners()).not.toContain('offline');
  await there.lock();
  await again.saysWhose(true);
  await again.lock();
  // From the next opening on: how the passkey opens it is known only then.
  await keepsNothing(own);
  const last = await own.signedIn();
  await last.room(room);
  await keeps(own, 1);
  await last.lock();
});

test('an outside colleague’s device keeps nothing', async () => {
  const { alice, bela, xenia, victor } = people;
  const { room } = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
  const own = browser(xenia);
  const door = await own.signedIn();
  await door.room(room);
  // Something that is kept afterwards: by then the other would have been.
  const inside = await door.openCase({
    ...{ title: 'Inside', specialty: 'Dermatology', urgency: 'routine', ageBand: '40-64' },
    ...{ question: 'What is it?', responsible: 'Dr R' },
  });
  await door.room(inside);
  await keeps(own, 1);
  await door.lock();
  const reader = await own.reads();
  expect(await reader.offline()).toMatchObject({ cases: [{ room: inside }] });
  await expect(reader.offlineCase(room)).rejects.toMatchObject({ kind: 'not-found' });
});

/** Locked, and its session ended from another device of theirs. */
async function endsHere({ door: elsewhere }: Someone, door: LookingDoor): Promise<void> {
  const session = (await door.devices()).find(({ current }) => current)?.session ?? '';
  await door.lock();
  await elsewhere.endDevice(session);
}

test('signed out here or from elsewhere, or with new keys, nothing is left', async () => {
  const { bela } = people;
  const one = await opened();
  await one.door.signOut();
  await keepsNothing(one.own);

  // Also where the service does not hear it.
  const away = await opened();
  away.own.line.goes('away');
  await expect(away.door.signOut()).rejects.toMatchObject({ kind: 'unavailable' });
  expect(away.own.owners()).not.toContain('offline');
  expect(away.own.owners().filter((owner) => owner === 'device')).toHaveLength(1);

  const two = await opened();
  await endsHere(bela, two.door);
  // Locked, nothing is heard; the next time it asks, it is told.
  const page = await two.own.page();
  expect((await page.state()).state).toBe('signed-out');
  await keepsNothing(two.own);

  // Who reads here by then is told as soon as the service is reached, before they go on.
  const reading = await opened();
  await endsHere(bela, reading.door);
  const reader = await reading.own.reads();
  expect(await reader.isReached()).toBe(true);
  expect(reading.own.owners()).not.toContain('offline');
  await expect(reader.offlineCase(reading.room)).rejects.toMatchObject({ kind: 'wrong-state' });

  const three = await opened();
  await renewsKeys({ ...bela, door: three.door }, [bela.passkeys]);
  await keepsNothing(three.own);
  await three.door.lock();
}, 60_000);

test('what counts no more is deleted whoever asks for what, also where no case is kept any more', async () => {
  const { own, door } = await opened();
  await door.lock();
  const head = own.shelf.records().find(({ owner, name }) => owner === 'offline' && name === 'head');
  if (head === undefined) throw new Error('No head was kept.');
  const times = JSON.parse(Buffer.from(head.sealed).toString()) as { synced: number };
  const before = { ...times, synced: times.synced - 25 * 3_600_000 };
  await own.shelf.put({ ...head, sealed: new Uint8Array(Buffer.from(JSON.stringify(before))) });
  expect((await (await own.page()).state()).state).toBe('locked');
  expect(own.owners()).not.toContain('offline');
});

test('whoever signs in after somebody else has not said that the device is theirs', async () => {
  const { own, door } = await opened();
  await door.lock();
  const page = await own.page();
  await page.signInFinish(people.alice.passkeys.get(await page.signInBegin(true)), 'Phone');
  await page.unlockFinish(people.alice.passkeys.get(await page.unlockBegin()));
  expect(await own.toldOf(page)).toEqual({ isOwnDevice: false, ofService: false });
  expect(own.owners()).not.toContain('device');
  await page.lock();
});

test('a device that cannot keep the word that it is one’s own is a shared computer for the service, too', async () => {
  const own = browser(people.bela);
  const door = await own.signedIn(false);
  const put = own.shelf.put.bind(own.shelf);
  own.shelf.put = () => Promise.reject(new Error('QuotaExceededError'));
  await door.saysWhose(true);
  expect(await own.toldOf(door)).toEqual({ isOwnDevice: false, ofService: false });
  own.shelf.put = put;
  await door.lock();
});

// Last: time goes on for every session of everybody.
test('a session that is only over leaves it', async () => {
  const { own, door } = await opened();
  await door.lock();
  system.clock.forward(13 * 3_600);
  const page = await own.page();
  expect((await page.state()).state).toBe('signed-out');
  own.line.goes('away');
  const reader = await own.reads();
  expect(await reader.offline()).toMatchObject({ is: 'open' });
  system.clock.forward(-13 * 3_600);

  // Heard while its case is open.
  const open = await opened();
  let heard = 0;
  open.door.onChange(({ about }) => {
    if (about === 'session') heard += 1;
  });
  system.clock.forward(13 * 3_600);
  await eventually(() => {
    expect(heard).toBeGreaterThan(0);
    return Promise.resolve();
  }, 20_000);
  await open.door.state();
  expect(open.own.owners()).toContain('offline');
  system.clock.forward(-13 * 3_600);
}, 60_000);
