import { cookieJar, httpTransport, openDoor, type Door, type Transport } from '@consilium/client';
import { Problem } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, photograph, type Clinic, type Someone, signsIn } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';

const form = {
  title: 'A case',
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

/** The same person at another device, whose line to the service fails where it is told to. */
async function elsewhere(
  who: Someone,
  fails: (act: string, input: unknown) => boolean,
  line: (transport: Transport) => Transport = (transport) => transport,
): Promise<Door> {
  const cookies = cookieJar();
  const transport = line(httpTransport({ origin: system.origin, cookies }));
  const call: Transport['call'] = (noun, act, input) =>
    fails(act, input)
      ? Promise.reject(new Problem('too-many', 'Too many attempts. Wait 3 seconds and try again.'))
      : transport.call(noun, act, input);
  const door = openDoor({ origin: system.origin, cookies, transport: { ...transport, call } });
  closesAtTheEnd(() => door.lock());
  await signsIn({ door, passkeys: who.passkeys }, 'Train');
  return door;
}

const ledgerOf = (input: unknown): string => (input as { ledger?: string }).ledger ?? '';

test('of 150 cases of which three fail to load, 150 are shown, three as failed, and they come when they can be read', async () => {
  const { alice } = people;
  const rooms: string[] = [];
  while (rooms.length < 150) {
    const titles = Array.from({ length: 10 }, (_, next) => `Case ${String(rooms.length + next)}`);
    rooms.push(...(await Promise.all(titles.map((title) => alice.door.openCase({ ...form, title })))));
  }
  const lost = new Set([rooms[3], rooms[70], rooms[149]]);
  const state = { isFailing: true };
  const door = await elsewhere(
    alice,
    (act, input) => state.isFailing && act === 'entries' && lost.has(ledgerOf(input)),
  );
  const shown = await door.cases();
  expect(new Set(shown.map(({ room }) => room))).toEqual(new Set(rooms));
  const failed = shown.filter(({ waiting }) => waiting.includes('could not be read just now'));
  expect(new Set(failed.map(({ room }) => room))).toEqual(lost);
  expect(shown.slice(0, 3)).toEqual(failed);
  expect(failed.every(({ waiting, alarm }) => waiting.includes('Too many attempts') && alarm === '')).toBe(true);
  state.isFailing = false;
  const again = await door.cases();
  expect(again.filter(({ title }) => title.startsWith('Case '))).toHaveLength(150);
  expect(again.filter(({ waiting }) => waiting !== '')).toEqual([]);
});

/** A service that gives no more than two of a list of ledgers at a time. */
function shortPages(transport: Transport): Transport {
  const call: Transport['call'] = async (noun, act, input) => {
    const output = await transport.call(noun, act, input);
    if (noun !== 'ledgers' || act !== 'mine') return output;
    const page = output as { ledgers: { ledger: string }[]; next: string };
    if (page.ledgers.length > 2) {
      page.ledgers = page.ledgers.slice(0, 2);
      page.next = page.ledgers[1]?.ledger ?? '';
    }
    return output;
  };
  return { ...transport, call };
}

test('of a list of which a page fails to come, what came is shown, what is missing is said, and it comes later', async () => {
  const { bela } = people;
  const rooms = new Set<string>();
  while (rooms.size < 7) rooms.add(await bela.door.openCase({ ...form, title: 'Paged' }));
  const state = { isFailing: true, places: new Set<string>() };
  // Always the same page, however often it is asked for.
  const failsLater = (act: string, input: unknown): boolean => {
    const { after = '' } = input as { after?: string };
    if (act !== 'mine' || after === '') return false;
    if (state.places.size < 3) state.places.add(after);
    return state.isFailing && after === [...state.places][2];
  };
  const door = await elsewhere(bela, failsLater, shortPages);
  const shown = await door.cases();
  const [more, ...others] = shown;
  expect(more).toMatchObject({ room: '', title: 'More cases', alarm: '' });
  expect(more?.waiting).toContain('could not be listed just now');
  expect(more?.waiting).toContain('Too many attempts');
  expect(others.length).toBeGreaterThan(2);
  expect(others.length).toBeLessThan(7);
  expect(others.every(({ waiting }) => waiting === '')).toBe(true);
  state.isFailing = false;
  const all = await door.cases();
  expect(new Set(all.map(({ room }) => room))).toEqual(rooms);
  state.isFailing = true;
  const late = await bela.door.openCase({ ...form, title: 'Paged' });
  // What fails of a later answer takes nothing of the list away.
  await door.cases().catch(() => undefined);
  state.isFailing = false;
  expect(new Set((await door.cases()).map(({ room }) => room))).toEqual(new Set([...rooms, late]));
}, 60_000);

test('what is new in a known case and could not be read is said', async () => {
  const { alice, bela } = people;
  const room = await bela.door.openCase({ ...form, title: 'Known' });
  await bela.door.invite(room, alice.person);
  const state = { isFailing: false };
  const door = await elsewhere(alice, (act, input) => state.isFailing && act === 'entries' && ledgerOf(input) === room);
  expect((await door.cases()).find((each) => each.room === room)).toMatchObject({ title: 'Known', waiting: '' });
  state.isFailing = true;
  const thread = (await bela.door.room(room)).threads[0]?.thread ?? '';
  await bela.door.say(room, thread, 'news', '');
  const behind = (await door.cases()).find((each) => each.room === room);
  expect(behind).toMatchObject({
    title: 'Known',
    waiting: expect.stringContaining('What is new in this case') as string,
  });
});

describe('an invited colleague who locks before accepting', () => {
  let room: string;

  beforeAll(async () => {
    const { alice, victor, xenia } = people;
    await victor.door.makeOrganisationKey();
    room = await alice.door.openCase({ ...form, title: 'Shared' });
    await alice.door.addPicture(room, photograph('of-xenia'));
    let thread = '';
    await eventually(async () => {
      const { threads } = await alice.door.room(room);
      thread = threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
      expect(thread).not.toBe('');
    });
    const advice = await alice.door.share({
      room,
      threads: [thread],
      recipient: xenia.person,
      purpose: 'direct-care',
      brief: 'b',
      reasons: 'r',
      alternatives: 'none',
      notIdentifiers: [],
      flags: [],
      urgency: 'this-week',
    });
    await victor.door.assignToMe(advice);
    const now = Math.floor(Date.now() / 1000);
    const decision = { advice, outcome: 'no-objection' as const, conditions: [], reasons: 'fine' };
    const { prepared } = await victor.door.prepareDecision({
      ...decision,
      joinBy: now + 86_400,
      memberUntil: now + 7 * 86_400,
    });
    await victor.door.decide(prepared);
    await alice.door.admit(advice);
  });

  const locksAndUnlocks = async (door: Door): Promise<void> => {
    await door.lock();
    await door.unlockFinish(people.xenia.passkeys.get(await door.unlockBegin()));
  };

  test.each([
    ['the address of the invitation', (door: Door) => door.room(room).then(() => undefined)],
    ['entering it', (door: Door) => door.enter(room)],
    ['asking for its evidence', (door: Door) => door.evidence(room).then(() => undefined)],
    ['checking it anew', (door: Door) => door.verifyRoom(room).then(() => undefined)],
  ])('meets no alarm and keeps the list: %s', async (_what, first) => {
    const { xenia } = people;
    const door = await elsewhere(xenia, () => false);
    await locksAndUnlocks(door);
    await first(door).catch((error: unknown) => {
      expect(String(error)).toContain('Accept the invitation first');
    });
    expect(await door.room(room)).toMatchObject({ as: 'invited-outside', alarm: '' });
    expect(await door.cases()).toMatchObject([{ room, as: 'invited-outside', alarm: '' }]);
    await door.lock();
  });

  test('accepts afterwards, and is in', async () => {
    const { xenia } = people;
    const door = await elsewhere(xenia, () => false);
    await locksAndUnlocks(door);
    await door.room(room);
    await door.acceptInvitation(room);
    expect(await door.room(room)).toMatchObject({ as: 'outside', alarm: '' });
    expect(await door.cases()).toMatchObject([{ room, as: 'outside', alarm: '' }]);
  });
});
