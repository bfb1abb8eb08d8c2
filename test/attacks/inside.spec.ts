import { toB64, randomBytes } from '@consilium/bytes';
import { grantingIn, newThread, nextOf, rotateDraft, wrapping } from '@consilium/client/testing';
import { complainingOf, type PersonId, type ThreadId } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import type { SealedEntry } from '@consilium/contracts';
import { clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { sharedCase, type SharedCase } from './cases';
import { closeDevices, deviceOf, pixels, refusal, said, waitFor } from './devices';
import { EvilMember, holdersOf, spoiltInside } from './evil-member';
import { EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

let system: System;
let people: Clinic;
let cora: Someone;
let share: SharedCase;
let owner: EvilMember;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela, victor, xenia } = people;
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  share = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela, cora] });
  // Who is there is said in each test.
  for (const { door } of [alice, bela, cora, xenia]) await door.lock();
  owner = await idle(alice);
});
afterEach(closeDevices);

/** A member whose modified device does nothing for others unasked. */
async function idle(who: Someone): Promise<EvilMember> {
  const member = await EvilMember.of(who);
  member.desk.rooms.tend = () => undefined;
  return member;
}

/** Refused by the service, and by the devices of these to which the entries are shown all the same. */
async function isRefused(entries: SealedEntry[], code: RegExp, readers: readonly Someone[]): Promise<void> {
  expect(await owner.send(share.room, entries)).toMatch(code);
  for (const who of readers) {
    const door = await deviceOf(who, { evil: new EvilServer().adds(share.room, entries) });
    expect([who.name, (await door.room(share.room)).alarm]).toEqual([who.name, expect.stringMatching(readOnly)]);
  }
  await closeDevices();
}

async function newPicture(): Promise<Draft> {
  const room = await owner.room(share.room);
  const known = room.state.threads.get(room.state.caseThread);
  if (known === undefined) throw new Error('no case thread');
  const under = { ...(await owner.key(share.room, known.id)), kc: known.kc };
  const id = toB64(randomBytes(16)) as ThreadId;
  return (await rotateDraft(grantingIn(room), newThread(id, 'picture'), undefined, [], under)).draft;
}

test('somebody is removed: until the case has new keys no picture is begun, and until a picture has, nothing is said of it', async () => {
  const { room, cleared } = share;
  const { bela, xenia } = people;
  const removal = draft({ type: 'remove', scope: 'room', body: { person: cora.person } });
  expect(await owner.post(room, [removal])).toBe('taken');
  await isRefused(await owner.sign(room, [await newPicture()]), /case-rotation-due/, [bela]);
  // The case has new keys now; the picture's are those that Cora opens by the old ones.
  const { caseThread } = await owner.state(room);
  const inside = [owner.person, bela.person as PersonId];
  expect(await owner.post(room, [await owner.rotation(room, caseThread, inside)])).toBe('taken');
  const stale = await owner.sign(room, [await owner.message(room, cleared, 'she would read this')]);
  await isRefused(stale, /rotation-due/, [bela, xenia]);
  expect(await owner.post(room, [await newPicture()])).toBe('taken');
  expect(await owner.post(room, [await owner.rotation(room, cleared, [xenia.person as PersonId])])).toBe('taken');
  expect(await owner.post(room, [await owner.message(room, cleared, 'without her')])).toBe('taken');
  for (const who of [bela, xenia]) expect(await said(await deviceOf(who), room, cleared)).toContain('without her');
});

test('a picture’s key that opens for nobody else inside is reported and skipped, and touches no other', async () => {
  const { room, cleared, kept } = share;
  const evil = await idle(people.bela);
  const before = (await evil.state(room)).threads.get(kept as ThreadId)?.gen ?? 0;
  const { caseThread } = await evil.state(room);
  const under = (await evil.key(room, caseThread)).gen;
  expect(await evil.post(room, [spoiltInside(await evil.rotation(room, kept, []), under)])).toBe('taken');
  const alice = await deviceOf(people.alice);
  await alice.enter(room);
  const complaining = async (): Promise<readonly PersonId[]> => {
    const thread = (await evil.state(room)).threads.get(kept as ThreadId);
    return thread === undefined ? [] : complainingOf(thread);
  };
  expect(await waitFor(complaining, (seen) => seen.length > 0)).toEqual([people.alice.person]);
  const [trouble] = await waitFor(
    async () => (await alice.room(room)).keys,
    (seen) => seen.length > 0,
  );
  expect(trouble).toMatchObject({ thread: kept, begunBy: people.bela.name, opens: false });
  // What they hold of the case is as it was, and so is every other picture.
  expect(holdersOf(await evil.state(room), caseThread)).toContain(people.alice.person);
  expect(await said(alice, room, cleared)).toContain('without her');
  expect(await refusal(alice.say(room, kept, 'too early', ''))).toMatch(/do not hold the current key/);
  await alice.beginNewKey(room, kept);
  expect((await evil.state(room)).threads.get(kept as ThreadId)).toMatchObject({ gen: before + 2, opens: [before] });
  await alice.say(room, kept, 'under the next', '');
  expect(await said(await deviceOf(people.bela), room, kept)).toContain('under the next');
  expect((await alice.room(room)).keys).toEqual([]);
});

test('a good key of a picture that is reported falsely is given again, and nobody loses it', async () => {
  const { room, kept } = share;
  const liar = await idle(people.bela);
  const state = await liar.state(room);
  const { gen = 0 } = state.threads.get(kept as ThreadId) ?? {};
  const rotation = (await liar.room(room)).log.entries.findLast(
    ({ entry: { type }, body }) => type === 'rotate' && (body as { thread: string }).thread === kept,
  );
  const report = { thread: kept as ThreadId, gen, entry: rotation?.entry.id ?? ('' as never) };
  expect(await liar.post(room, [draft({ type: 'grant-bad', scope: [kept as ThreadId], body: report })])).toBe('taken');
  expect(holdersOf(await liar.state(room), kept)).toEqual([people.alice.person]);
  const alice = await deviceOf(people.alice);
  await alice.enter(room);
  const given = await waitFor(
    async () => (await liar.room(room)).log.entries.filter(({ entry: { type } }) => type === 'rewrap'),
    (seen) => seen.length > 0,
  );
  expect(given.map(({ entry: { by } }) => by)).toEqual([people.alice.person]);
  expect(holdersOf(await liar.state(room), kept)).toEqual([people.alice.person, people.bela.person].toSorted());
});

test('a picture that is narrowed to some of the inside is given to no other colleague any more, who sees no alarm in that', async () => {
  const { room, kept } = share;
  const opened = await owner.room(room);
  const thread = opened.state.threads.get(kept as ThreadId);
  if (thread === undefined) throw new Error('no thread');
  const { key } = await owner.key(room, kept);
  const named = { ...nextOf(thread), readers: 'named' as const, named: [owner.person] };
  const granted = opened.grantees(opened.state, named, owner.vault.clock.now());
  const previous = { gen: thread.gen, key, kc: thread.kc };
  const narrowed = await rotateDraft(grantingIn(opened), named, previous, granted);
  expect(await pixels(await deviceOf(people.bela), room, kept)).toContain('kept-inside');
  expect(await owner.post(room, [narrowed.draft])).toBe('taken');
  expect(await owner.post(room, [await owner.message(room, kept, 'for one')])).toBe('taken');
  const bela = await deviceOf(people.bela);
  const view = await bela.room(room);
  expect([view.alarm, JSON.stringify(view)]).toEqual(['', expect.not.stringContaining('for one')]);
  expect(await refusal(bela.picture(room, kept, 'view'))).not.toBe('');
  const alice = await deviceOf(people.alice);
  expect(await said(alice, room, kept)).toContain('for one');
  expect(await pixels(alice, room, kept)).toContain('kept-inside');
  // By the service itself: of what is said there she is given the place, and not one sealed byte.
  const sister = await idle(people.bela);
  const { entries } = await sister.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
  const about = entries.filter(({ body }) => body?.includes(`"thread":"${kept}"`));
  expect(about.length).toBeGreaterThan(2);
  expect(about.flatMap(({ blobs }) => Object.keys(blobs ?? {}))).toEqual([]);
});

test('nothing is wrapped under a key of the case that is past', async () => {
  const { room } = share;
  const stale = await newPicture();
  const { caseThread } = await owner.state(room);
  const inside = [owner.person, people.bela.person as PersonId];
  expect(await owner.post(room, [await owner.rotation(room, caseThread, inside)])).toBe('taken');
  await isRefused(await owner.sign(room, [stale]), /old-generation/, [people.bela]);
  const opened = await owner.room(room);
  expect((await wrapping(opened, opened.state, owner.vault.clock.now())).first).toEqual([]);
});
