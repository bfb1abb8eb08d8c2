import { randomBytes, toB64 } from '@consilium/bytes';
import { grantingIn, newThread, rotateDraft, textDraft, wrapping } from '@consilium/client/testing';
import type { ThreadId } from '@consilium/domain';
import { newEntryId, type Draft } from '@consilium/ledger';
import type * as sealing from '@consilium/sealing';
import { clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf, said } from '../attacks/devices';
import { EvilMember, holdersOf } from '../attacks/evil-member';
import { EvilServer } from '../attacks/evil-server';

/** By whom a grant was sealed and for whom one was opened: each costs an encapsulation of the post-quantum key. */
const mockGrants = { sealed: [] as string[], opened: [] as string[] };
jest.mock('@consilium/sealing', () => {
  const actual = jest.requireActual<typeof sealing>('@consilium/sealing');
  return {
    ...actual,
    sealGrant: (...all: Parameters<typeof sealing.sealGrant>) => {
      mockGrants.sealed.push(all[1].granter);
      return actual.sealGrant(...all);
    },
    openGrant: (...all: Parameters<typeof sealing.openGrant>) => {
      mockGrants.opened.push(all[1].recipient);
      return actual.openGrant(...all);
    },
  };
});

/** What this person sealed and opened meanwhile. */
async function counted({ person }: Someone, act: () => Promise<unknown>): Promise<{ sealed: number; opened: number }> {
  Object.assign(mockGrants, { sealed: [], opened: [] });
  await act();
  const own = (all: readonly string[]): number => all.filter((each) => each === person).length;
  return { sealed: own(mockGrants.sealed), opened: own(mockGrants.opened) };
}

let system: System;
let people: Clinic;
let cora: Someone;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  // Whose device does what is counted: nobody else's is there.
  for (const { door } of [people.bela, cora, people.xenia]) await door.lock();
});
afterEach(closeDevices);

/** A case with fifty picture threads, in each of which something was said; their pictures are no matter here. */
async function fifty(): Promise<{ room: string; threads: readonly string[] }> {
  const room = await opensCase(people.alice, people.bela);
  const owner = await EvilMember.of(people.alice);
  const opened = await owner.room(room);
  const { under } = await wrapping(opened, opened.state, owner.vault.clock.now());
  const granting = grantingIn(opened);
  const threads = Array.from({ length: 50 }, () => toB64(randomBytes(16)) as ThreadId);
  const drafts: Draft[] = [];
  for (const id of threads) {
    const rotated = await rotateDraft(granting, newThread(id, 'picture'), undefined, [], under);
    const text = { type: 'message' as const, text: `about ${id}`, more: { replyTo: '' as const }, id: newEntryId() };
    drafts.push(rotated.draft, await textDraft(granting, rotated.of, text));
  }
  expect(await owner.post(room, drafts)).toBe('taken');
  return { room, threads };
}

test('a room with fifty pictures opens with one grant on a fresh device', async () => {
  const { room, threads } = await fifty();
  const door = await deviceOf(people.bela);
  const shown: string[] = [];
  const spent = await counted(people.bela, async () => {
    // The list loads each case once; asked beside it, another load of the same would be counted as well.
    await door.cases();
    const view = await door.room(room);
    expect([view.alarm, view.keys]).toEqual(['', []]);
    for (const thread of threads) shown.push(...(await said(door, room, thread)));
  });
  expect(shown).toEqual(threads.map((thread) => `about ${thread}`));
  expect(spent).toEqual({ sealed: 0, opened: 1 });
});

test('whoever is invited to it is sealed one key, and reads all of it', async () => {
  const { room, threads } = await fifty();
  await people.alice.door.room(room);
  const spent = await counted(people.alice, () => people.alice.door.invite(room, cora.person));
  expect(spent.sealed).toBe(1);
  const door = await deviceOf(cora);
  const last = threads.at(-1) ?? '';
  expect(await said(door, room, last)).toEqual([`about ${last}`]);
});

test('a picture posted to a room of ten is sealed to nobody, and read by everybody', async () => {
  const names = [
    'Dunstan Dewberry',
    'Edda Elderflower',
    'Fergus Foxglove',
    'Gwendolen Gorsebank',
    'Hector Hazelmere',
    'Imogen Ivybridge',
    'Jasper Juniperus',
  ];
  const colleagues: Someone[] = [];
  for (const [at, name] of names.entries()) {
    const who = { name, number: String(9_990_004 + at), specialty: 'Dermatology' };
    colleagues.push(await people.enrol({ ...who, role: 'clinician', organisation: people.hospital }));
  }
  for (const { door } of colleagues) await door.lock();
  const room = await opensCase(people.alice, people.bela, cora, ...colleagues);
  const owner = await EvilMember.of(people.alice);
  let thread = '';
  const spent = await counted(people.alice, async () => {
    thread = await addsPicture(people.alice.door, room, 'for ten');
  });
  expect(spent.sealed).toBe(0);
  expect(holdersOf(await owner.state(room), thread)).toHaveLength(10);
  const [last] = colleagues.slice(-1);
  const door = await deviceOf(last ?? people.bela);
  expect((await door.room(room)).threads.map((each) => each.picture?.caption)).toContain('caption for ten');
});

test('a picture on its way is given under the case’s newest key, when that changes before it gets through', async () => {
  const room = await opensCase(people.alice, people.bela);
  const thread = await caseThread(people.alice.door, room);
  const other = await EvilMember.of(people.bela);
  const inside = [...(await other.state(room)).internals.keys()];
  let isFirst = true;
  const evil = new EvilServer();
  evil.instead('ledgers', 'append', async (input) => {
    if (isFirst) expect(await other.post(room, [await other.rotation(room, thread, inside)])).toBe('taken');
    isFirst = false;
    return evil.truth('ledgers', 'append', input);
  });
  const own = await deviceOf(people.alice, { evil });
  const picture = await addsPicture(own, room, 'overtaken');
  expect(isFirst).toBe(false);
  const state = await other.state(room);
  const known = state.threads.get(picture as ThreadId);
  // Between the two stands nothing: what was sealed under the key that is past was made anew.
  expect([
    state.threads.get(thread as ThreadId)?.gen,
    known?.reach[0]?.unders,
    holdersOf(state, picture).length,
  ]).toEqual([2, [2], 2]);
  const door = await deviceOf(people.bela);
  expect((await door.room(room)).threads.map((each) => each.picture?.caption)).toContain('caption overtaken');
});
