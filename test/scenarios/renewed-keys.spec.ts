import { cookieJar, httpTransport, memoryShelf, openDoor, type RoomView, type Transport } from '@consilium/client';
import { Problem } from '@consilium/domain';
import {
  asFound,
  authenticator,
  clinic,
  type Clinic,
  joins,
  looking,
  type LookingDoor,
  onAnotherDevice,
  opensAgain,
  photograph,
  preparesKeys,
  registered,
  renewsKeys,
  signsIn,
  type Someone,
  touches,
  withWords,
} from '@consilium/testkit/people';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

const form = {
  title: 'Renewed',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

/** Numbers of the synthetic register whose people are in no other test of this file. */
const spare = [
  { name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' },
  { name: 'Dunstan Dewberry', number: '9990004', specialty: 'Dermatology' },
  { name: 'Edda Elderflower', number: '9990005', specialty: 'Emergency medicine' },
  { name: 'Fergus Foxglove', number: '9990006', specialty: 'Emergency medicine' },
];

/** Somebody new: what they renew is nobody else's. */
async function somebody(): Promise<Someone> {
  const who = spare.shift();
  if (who === undefined) throw new Error('nobody is left');
  return people.enrol({ ...who, role: 'clinician', organisation: people.hospital });
}

const texts = ({ threads }: RoomView): string[] =>
  threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));

/** What happens to the one request that brings new keys. */
type Fate = 'good' | 'not sent' | 'answer lost';

/** A browser of one person whose pages share a shelf and a session, on a line that fails when it matters. */
function browser({ passkeys, origin }: Someone) {
  const shelf = memoryShelf();
  const cookies = cookieJar();
  const real = httpTransport({ origin, cookies });
  const line = { fate: 'good' as Fate, appendsTo: '', sent: [] as string[] };
  const call: Transport['call'] = async (noun, act, input) => {
    const name = `${noun} ${act}`;
    const isHeldUp = line.appendsTo !== '' && Reflect.get(input as object, 'ledger') !== line.appendsTo;
    if (name === 'ledgers append' && isHeldUp) throw new Problem('unavailable', 'down', { unreached: true });
    if (name !== 'signIn renewKeys') return real.call(noun, act, input);
    line.sent.push(JSON.stringify(input));
    if (line.fate === 'not sent') throw new Problem('unavailable', 'down', { unreached: true });
    const answer = await real.call(noun, act, input);
    if (line.fate === 'answer lost') throw new Problem('unavailable', 'late', { unreached: true });
    return answer;
  };
  const page = (): LookingDoor => {
    const door = looking(openDoor({ origin, cookies, shelf, transport: { ...real, call } }));
    closesAtTheEnd(() => door.lock());
    touches(door, passkeys);
    return door;
  };
  const opened = async (): Promise<LookingDoor> => {
    const door = page();
    if ((await door.state()).state === 'locked') await opensAgain({ door, passkeys });
    else await signsIn({ door, passkeys }, 'Ward computer');
    return door;
  };
  return { line, page: opened };
}

async function changesOf({ door }: Pick<Someone, 'door'>): Promise<number> {
  return (await door.ownKeyHistory()).filter(({ what }) => what === 'keys-changed').length;
}

test('the other device locks at once and says so, and goes on with its passkey, drafts and cases', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase(form);
  await alice.door.invite(room, bela.person);
  const [thread] = (await alice.door.room(room)).threads;
  await alice.door.say(room, thread?.thread ?? '', 'before', '');
  const other = await onAnotherDevice(alice);
  await other.door.keepDraft(['message', room, thread?.thread ?? ''], '"half a thought"');
  expect((await other.door.state()).state).toBe('open');
  await renewsKeys(alice, [alice.passkeys]);
  await eventually(async () => {
    expect(await other.door.state()).toMatchObject({ state: 'locked', renewed: { passkey: 1 } });
  });
  await expect(other.door.cases()).rejects.toMatchObject({ kind: 'not-signed-in' });
  // One gesture: the session goes on, since its passkey stayed.
  const asked = await other.door.unlockBegin();
  expect(await other.door.unlockFinish(alice.passkeys.get(asked))).toBe('open');
  expect((await other.door.state()).renewed).toBeUndefined();
  expect(texts(await other.door.room(room))).toEqual(['before']);
  await expect(other.door.draft(['message', room, thread?.thread ?? ''])).resolves.toBe('"half a thought"');
  await other.door.say(room, thread?.thread ?? '', 'after', '');
  await eventually(async () => {
    expect(texts(await bela.door.room(room))).toEqual(['before', 'after']);
    expect(texts(await alice.door.room(room))).toEqual(['before', 'after']);
  });
  expect((await other.door.ownNews()).memoryLost).toBe(false);
  await other.door.lock();
});

test('a device of one’s own needs one gesture to sign in, a shared one two, and so does each after new keys', async () => {
  const { xenia } = people;
  const own = browser(xenia);
  const door = await own.page();
  await door.lock();
  const known = async (): Promise<number> => (await door.signInBegin()).allow.length;
  expect([(await door.state()).isOwnDevice, await known()]).toEqual([false, 0]);
  const gestures = async (): Promise<string> =>
    door.signInFinish(xenia.passkeys.get(await door.signInBegin()), 'Ward computer');
  expect(await gestures()).toBe('gesture-needed');
  await door.saysWhose(true);
  expect(await opensAgain({ door, passkeys: xenia.passkeys })).toBe('open');
  await door.lock();
  expect(await gestures()).toBe('open');
  expect((await door.state()).isOwnDevice).toBe(true);
  await door.saysWhose(false);
  expect([(await door.state()).isOwnDevice, await known()]).toEqual([false, 0]);
  await door.saysWhose(true);
  await door.lock();
  expect(await opensAgain({ door, passkeys: xenia.passkeys })).toBe('open');
  await door.lock();
  await renewsKeys(xenia, [xenia.passkeys]);
  expect(await gestures()).toBe('gesture-needed');
  expect(await opensAgain({ door, passkeys: xenia.passkeys })).toBe('open');
  await door.lock();
  expect(await gestures()).toBe('open');
  expect((await door.signInBegin(true)).allow).toEqual([]);
  await door.signOut();
  expect([(await door.state()).isOwnDevice, await known()]).toEqual([false, 0]);
});

test('each case goes over to the new keys by itself, goes on after a break, and says how far it is', async () => {
  const who = await somebody();
  const { alice, bela } = people;
  const rooms: string[] = [];
  // Of somebody else, who is away: their device would do it as well.
  for (const title of ['One', 'Two', 'Three', 'Closed']) {
    const room = await alice.door.openCase({ ...form, title });
    await alice.door.invite(room, who.person);
    rooms.push(room);
  }
  const [first = '', , , closed = ''] = rooms;
  await alice.door.addPicture(first, photograph('shown before'));
  // A picture on its way is not posted to more people than were there when it was added.
  await eventually(async () => {
    expect((await alice.door.room(first)).threads).toHaveLength(2);
  });
  await alice.door.invite(first, bela.person);
  await alice.door.closeCase(closed, 'advice-given');
  await Promise.all([alice.door.lock(), who.door.lock()]);
  const own = browser(who);
  const door = await own.page();
  own.line.appendsTo = first;
  await renewsKeys({ door }, [who.passkeys]);
  await eventually(async () => {
    expect((await door.ownNews()).regrant).toEqual({ done: 4, total: 4, failed: 3 });
  });
  await door.lock();
  own.line.appendsTo = '';
  const again = await own.page();
  await again.cases();
  await eventually(async () => {
    expect((await again.ownNews()).regrant).toEqual({ done: 3, total: 3, failed: 0 });
  });
  const { threads } = await bela.door.room(first);
  expect(threads.find(({ kind }) => kind === 'picture')?.picture?.caption).toBe('caption shown before');
  await again.lock();
  // Nothing is left to do.
  const later = await own.page();
  await later.cases();
  expect((await later.ownNews()).regrant).toBeUndefined();
  await opensAgain(alice);
});

test.each<Fate>(['answer lost', 'not sent'])(
  'where no answer comes (%s) it is said that it is not known, the same is sent again, and done once',
  async (fate) => {
    const who = await somebody();
    const own = browser(who);
    const door = await own.page();
    const words = await preparesKeys({ door }, [who.passkeys]);
    own.line.fate = fate;
    await expect(door.newKeysFinish()).rejects.toThrow(/Keep both sets of words/);
    expect((await door.passkeys()).pendingSince).toBeGreaterThan(0);
    await expect(door.newKeysResend()).rejects.toThrow(/Keep both sets of words/);
    own.line.fate = 'good';
    await door.newKeysResend();
    expect(new Set(own.line.sent)).toHaveProperty('size', 1);
    expect((await door.passkeys()).pendingSince).toBeUndefined();
    expect(await changesOf({ door })).toBe(1);
    await door.openCase(form);
    await expect(withWords(who)).rejects.toMatchObject({ kind: 'not-signed-in' });
    const byNew = await withWords({ ...who, words });
    expect((await byNew.door.state()).state).toBe('open');
    await Promise.all([door.lock(), byNew.door.lock()]);
  },
);

describe('a page that was closed before the answer came', () => {
  test('finds the new keys in force where they were taken, and forgets what it kept', async () => {
    const { bela } = people;
    const own = browser(bela);
    const door = await own.page();
    const words = await preparesKeys({ door }, [bela.passkeys]);
    own.line.fate = 'answer lost';
    await expect(door.newKeysFinish()).rejects.toMatchObject({ kind: 'unavailable' });
    await door.lock();
    const after = await own.page();
    expect((await after.passkeys()).pendingSince).toBeUndefined();
    await expect(after.newKeysResend()).rejects.toMatchObject({ kind: 'wrong-state' });
    expect((await (await withWords({ ...bela, words })).door.state()).state).toBe('open');
    await after.lock();
  });

  test('opens with the former keys where they were not, sends the same again, and locks for the new ones', async () => {
    const { victor } = people;
    const own = browser(victor);
    const door = await own.page();
    const words = await preparesKeys({ door }, [victor.passkeys]);
    own.line.fate = 'not sent';
    await expect(door.newKeysFinish()).rejects.toMatchObject({ kind: 'unavailable' });
    await door.lock();
    own.line.fate = 'good';
    const after = await own.page();
    expect((await after.passkeys()).pendingSince).toBeGreaterThan(0);
    await after.newKeysResend();
    expect(new Set(own.line.sent)).toHaveProperty('size', 1);
    expect(await after.state()).toMatchObject({ state: 'locked', renewed: { passkey: 1 } });
    expect(await opensAgain({ door: after, passkeys: victor.passkeys })).toBe('open');
    expect((await after.passkeys()).pendingSince).toBeUndefined();
    expect((await (await withWords({ ...victor, words })).door.state()).state).toBe('open');
    await after.lock();
  });
});

test('new keys are given up where the register says something new of their person meanwhile: the former words hold', async () => {
  const { link } = await people.officer.door.invitePerson('clinician', people.hospital);
  const gil = await joins(link, { ...registered.winifred, role: 'clinician', organisation: people.hospital });
  await people.officer.door.approve(gil.person, asFound);
  await gil.door.state();
  const own = browser(gil);
  const door = await own.page();
  await preparesKeys({ door }, [gil.passkeys]);
  own.line.fate = 'not sent';
  await expect(door.newKeysFinish()).rejects.toMatchObject({ kind: 'unavailable' });
  const added = authenticator(gil.origin);
  await gil.door.addPasskeyMade(added.create(await gil.door.addPasskeyBegin()));
  touches(gil.door, gil.passkeys);
  await gil.door.addPasskeyFinish();
  own.line.fate = 'good';
  await expect(door.newKeysResend()).rejects.toThrow(/register changed since your passkey was asked|were not taken/);
  expect((await door.passkeys()).pendingSince).toBeUndefined();
  expect((await door.passkeys()).passkeys).toHaveLength(2);
  const byOld = await withWords(gil);
  expect((await byOld.door.state()).state).toBe('open');
  await Promise.all([door.lock(), byOld.door.lock()]);
});

test('entries of others that come between only move its place', async () => {
  const { officer, hospital, alice } = people;
  await preparesKeys(alice, [alice.passkeys]);
  // Unheard of here: the gesture is over the act, and the act names no place.
  await officer.door.addOrganisation('Between Hospital', 'clinical');
  await alice.door.newKeysFinish();
  expect(await changesOf(alice)).toBe(2);
  expect(hospital).not.toBe('');
});
