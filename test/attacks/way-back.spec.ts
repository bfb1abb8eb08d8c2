import type { ItemView } from '@consilium/client';
import { actDraft, confirmedByGesture, newGeneration } from '@consilium/client/testing';
import { advisersOf, entitledTo, type OrganisationId, type PersonId, type ThreadId } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { CannotOpen, newOrganisationKey, newThreadKey, organisationPublic } from '@consilium/sealing';
import { clinic, enrolled, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, refusal, said, waitFor } from './devices';
import { EvilMember, spoilt } from './evil-member';
import { EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

let system: System;
let people: Clinic;
let cora: Someone;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  // Who is there is said in each test.
  for (const { door } of [people.alice, people.bela, cora]) await door.lock();
});
afterEach(closeDevices);

/** The same person at a device of their own, for one test. */
const present = async (who: Someone): Promise<Someone> => ({ ...who, door: await deviceOf(who) });

/** A member whose modified device does nothing for others unasked. */
async function idle(who: Someone): Promise<EvilMember> {
  const member = await EvilMember.of(who);
  member.desk.rooms.tend = () => undefined;
  member.desk.organisationKeys.mend = () => Promise.resolve();
  return member;
}

/** Posts after whatever honest devices wrote meanwhile. */
async function taken(post: () => Promise<string>): Promise<void> {
  const moved = /head-moved|register-moved/;
  const verdict = await waitFor(post, (answer) => !moved.test(answer));
  expect(verdict).toBe('taken');
}

const bad = (thread: string, gen: number, entry: string): Draft =>
  draft({ type: 'grant-bad', scope: [thread as ThreadId], body: { thread, gen, entry } });

describe('88: a colleague who begins a key of a thread that opens for nobody else, or says so of a good one', () => {
  let evil: EvilMember;
  let alice: Someone;
  beforeAll(async () => {
    evil = await idle(people.bela);
  });
  beforeEach(async () => {
    alice = await present(people.alice);
  });

  const keysOf = async (who: Someone, room: string) => (await who.door.room(room)).keys;
  const unreadIn = async (who: Someone, room: string, thread: string): Promise<readonly ItemView[]> => {
    const shown = (await who.door.room(room)).threads.find((each) => each.thread === thread);
    return (shown?.items ?? []).filter(({ kind }) => kind === 'unreadable');
  };
  const holders = async (room: string, thread: string) =>
    (await evil.state(room)).threads.get(thread as ThreadId)?.holders ?? [];

  /** A case of Alice's with Bela and Cora, in which something was said. */
  async function begun(...there: readonly Someone[]): Promise<{ room: string; thread: string }> {
    const room = await opensCase(alice, people.bela, cora);
    const thread = await caseThread(alice.door, room);
    await alice.door.say(room, thread, 'before', '');
    for (const { door } of [alice, ...there]) await door.enter(room);
    return { room, thread };
  }

  /** Bela begins a key that opens for these only. */
  async function spoils(room: string, thread: string, goodFor: readonly Someone[]): Promise<void> {
    const good = goodFor.map(({ person }) => person as PersonId);
    await taken(async () => evil.post(room, [await evil.spoiltRotation(room, thread, good)]));
  }

  test('what opens for nobody is reported, skipped and left behind; nothing that was said is lost', async () => {
    const there = await present(cora);
    const { room, thread } = await begun(there);
    await spoils(room, thread, [people.bela]);
    await taken(async () => evil.post(room, [await evil.message(room, thread, 'under a key of my own')]));
    const troubles = await waitFor(
      () => keysOf(alice, room),
      ([seen]) => seen?.reportedBy.length === 2,
    );
    expect(troubles).toMatchObject([{ thread, begunBy: people.bela.name, opens: false, restart: true }]);
    expect(troubles[0]?.reportedBy.toSorted()).toEqual([alice.name, cora.name].toSorted());
    expect(await refusal(alice.door.say(room, thread, 'too early', ''))).toMatch(/do not hold the current key/);
    await alice.door.beginNewKey(room, thread);
    await alice.door.say(room, thread, 'after', '');
    for (const who of [alice, there]) {
      const words = await waitFor(
        () => said(who.door, room, thread),
        (seen) => seen.includes('after'),
      );
      expect(words).toEqual(['before', 'after']);
      expect(await unreadIn(who, room, thread)).toMatchObject([
        { what: 'message', why: 'no-key', keyBy: people.bela.name },
      ]);
    }
    const { keys, timeline, alarm } = await alice.door.room(room);
    expect([keys, alarm]).toEqual([[], '']);
    expect(timeline.map(({ text }) => text)).toContain(
      `${alice.name} began a new key and skipped one begun by ${people.bela.name}`,
    );
    // What she wrote is read once an honest device of hers is there: it links what it alone can open.
    await (await deviceOf(people.bela)).enter(room);
    const words = await waitFor(
      () => said(alice.door, room, thread),
      (seen) => seen.length === 3,
    );
    expect(words).toEqual(['before', 'under a key of my own', 'after']);
  });

  test('what opens for one colleague more is passed on by their device at once, the owner’s or not', async () => {
    const there = await present(cora);
    const { room, thread } = await begun(there);
    await spoils(room, thread, [people.bela, cora]);
    const entries = await waitFor(
      async () => (await evil.room(room)).log.entries,
      (seen) => seen.at(-1)?.entry.type === 'grant',
    );
    expect(await holders(room, thread)).toHaveLength(3);
    expect(entries.slice(-3).map(({ entry: { type, by } }) => [type, by])).toEqual([
      ['rotate', people.bela.person],
      ['grant-bad', alice.person],
      ['grant', cora.person],
    ]);
    await alice.door.say(room, thread, 'for all', '');
    expect(await said(alice.door, room, thread)).toEqual(['before', 'for all']);
    expect((await keysOf(alice, room))[0]).toBeUndefined();
  });

  test('a new key is offered after a minute, when somebody who could pass the old one on is not there', async () => {
    const { room, thread } = await begun();
    await spoils(room, thread, [people.bela]);
    const early = await waitFor(
      () => keysOf(alice, room),
      ([seen]) => seen?.reportedBy.length === 1,
    );
    expect(early).toMatchObject([{ opens: false }]);
    expect(early[0]?.restart).toMatch(/within a minute, begin a new key/);
    system.clock.forward(61);
    await alice.door.cases();
    expect(await keysOf(alice, room)).toMatchObject([{ restart: true }]);
    await alice.door.beginNewKey(room, thread);
    expect(await keysOf(alice, room)).toEqual([]);
  });

  test('the device that holds the key says by name whose grants are bad, and whose report is false', async () => {
    const { room, thread } = await begun();
    await alice.door.lock();
    await spoils(room, thread, [people.bela, cora]);
    const liar = await idle(cora);
    const rotation = (await liar.room(room)).log.entries.at(-1)?.entry.id ?? '';
    await taken(async () => liar.post(room, [bad(thread, 2, rotation)]));
    const [trouble] = await keysOf(await present(people.bela), room);
    expect(trouble).toMatchObject({ opens: true, restart: '' });
    expect(trouble?.spoilt).toEqual([{ by: people.bela.name, to: [alice.name] }]);
  });

  test('a liar who reports a good key and begins anew after a removal gets nobody back in', async () => {
    const former = await idle(cora);
    const { room, thread } = await begun();
    const kept = await former.room(room);
    await alice.door.remove(room, cora.person);
    await alice.door.say(room, thread, 'after she left', '');
    const rotation = (await evil.room(room)).log.entries.findLast(({ entry: { type } }) => type === 'rotate');
    const report = bad(thread, 2, rotation?.entry.id ?? '');
    const state = await evil.state(room);
    const inside = entitledTo(state, thread as ThreadId, evil.vault.view, evil.vault.clock.now());
    const unreported = await evil.sign(room, [await evil.rotation(room, thread, inside, 1)]);
    expect(await evil.send(room, unreported)).toMatch(/not-reported/);
    const withCora = [...inside, cora.person as PersonId];
    const toHer = await evil.sign(room, [report, await evil.rotation(room, thread, withCora, 1)]);
    expect(await evil.send(room, toHer)).toMatch(/wrong-recipients/);
    for (const entries of [unreported, toHer]) {
      const door = await deviceOf(people.alice, { evil: new EvilServer().adds(room, entries) });
      expect((await door.room(room)).alarm).toMatch(readOnly);
    }
    await taken(async () => evil.post(room, [report, await evil.rotation(room, thread, inside, 1)]));
    await alice.door.say(room, thread, 'on the newest key', '');
    expect(await said(alice.door, room, thread)).toEqual(['before', 'after she left', 'on the newest key']);
    const { entries } = await evil.transport.call('ledgers', 'entries', {
      ledger: room,
      after: kept.log.headSeq,
      limit: 1000,
    });
    await kept.log.hear(kept.log.headSeq + entries.length, entries);
    kept.learn();
    expect(kept.state.threads.get(thread as ThreadId)?.gen).toBe(3);
    for (const gen of [2, 3]) await expect(kept.keys.key(thread, gen)).rejects.toThrow(CannotOpen);
    // The key that was skipped stays readable for all: Alice's device links it.
    const linked = await waitFor(
      async () => (await evil.room(room)).log.entries.filter(({ entry: { type } }) => type === 'link'),
      (seen) => seen.length > 0,
    );
    expect(linked).toMatchObject([{ body: { gen: 2, under: 3 } }]);
  });

  test('a liar who reports a good key and is removed reads nothing that is said after', async () => {
    const { room, thread } = await begun();
    // Nobody is there to give it again before the removal.
    await alice.door.lock();
    const owner = await idle(people.alice);
    const given = (await evil.room(room)).log.entries.find(({ entry: { type } }) => type === 'grant');
    await taken(async () => evil.post(room, [bad(thread, 1, given?.entry.id ?? '')]));
    const removal = draft({ type: 'remove', scope: 'room', body: { person: people.bela.person } });
    await taken(async () => owner.post(room, [removal]));
    const back = await present(people.alice);
    await back.door.say(room, thread, 'after the liar left', '');
    const door = await deviceOf(cora);
    expect(await said(door, room, thread)).toEqual(['before', 'after the liar left']);
    const state = (await owner.room(room)).state.threads.get(thread as ThreadId);
    expect([state?.gen, state?.sealedTo.map(({ person }) => person).toSorted()]).toEqual([
      2,
      [owner.person, cora.person].toSorted(),
    ]);
  });
});

describe('89: an adviser who begins a key of the organisation that opens for nobody else, or says so of a good one', () => {
  let evil: EvilMember;
  let winifred: Someone;
  let org: OrganisationId;
  beforeAll(async () => {
    winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: people.defence });
    org = people.defence as OrganisationId;
    await people.victor.door.makeOrganisationKey();
    await people.victor.door.queue();
    expect((await winifred.door.organisationKey()).ready).toBe(true);
    for (const { door } of [people.victor, winifred]) await door.lock();
    evil = await idle(winifred);
  });

  const confirmed = async (act: Draft): Promise<Draft> => confirmedByGesture(evil.vault, act);

  /**
   * The next key of the organisation, linked to the one that is there or to an earlier one; not confirmed yet. `asOf`: the
   * last word about the key, where it is written in the same breath.
   */
  async function orgKey(to?: readonly PersonId[], back?: number, asOf?: number): Promise<Draft> {
    const { vault } = evil;
    await vault.register.sync();
    const known = vault.view.orgKey(org);
    if (known === undefined) throw new Error('The organisation has no key.');
    const gen = back ?? known.gen;
    const { seed } = (await evil.desk.organisationKeys.pair(org, gen)) ?? { seed: newThreadKey() };
    const { kc } = [...known.before, known][gen - 1] ?? known;
    const advisers = to ?? advisersOf(vault.view, org, vault.clock.now());
    const key = await newOrganisationKey();
    const made = await newGeneration(
      { root: vault.root, ledger: vault.root, by: evil.person },
      {
        thread: org,
        gen: known.gen + 1,
        previous: { gen, key: seed, kc },
        recipients: advisers.map((person) => ({
          person,
          sealing: vault.person(person)?.sealing ?? '',
          clearance: '',
        })),
        key,
      },
    );
    const body = {
      ...{ thread: org, gen: made.gen, kc: made.kc, back: made.back, grants: made.grants },
      public: await organisationPublic(key),
    };
    if (asOf === undefined) return actDraft(vault, 'org-key', body, made.blobs);
    const whole = { ...body, asOf, signedAt: vault.clock.now() };
    return draft({ type: 'org-key', scope: 'room', body: whole, blobs: made.blobs });
  }

  /** The report of a key and the next one, as one append. */
  async function reportedAndBegun(gen: number, begun: string, to: readonly PersonId[]): Promise<Draft[]> {
    await evil.vault.register.sync();
    const asOf = evil.vault.register.headSeq + 1;
    return [orgBad(gen, begun), await confirmed(await orgKey(to, gen - 1, asOf))];
  }

  const orgBad = (gen: number, entry: string): Draft =>
    draft({ type: 'grant-bad', scope: 'room', body: { thread: org, gen, entry } });

  test('what opens for nobody is skipped; what was asked before and meanwhile is read', async () => {
    const [alice, victor] = [await present(people.alice), await present(people.victor)];
    const room = await opensCase(alice);
    const pictures = [
      await addsPicture(alice.door, room, 'asked before'),
      await addsPicture(alice.door, room, 'meanwhile'),
    ];
    const share = async (index: number, more = {}) =>
      asks(alice, room, [pictures[index] ?? ''], people.xenia.person, { brief: `brief ${String(index)}`, ...more });
    const before = await share(0);
    await taken(async () => evil.register([await confirmed(await spoilt(await orgKey(), [winifred.person]))]));
    const state = await waitFor(
      () => victor.door.organisationKey(),
      ({ due }) => due === 'lost',
    );
    expect(state).toMatchObject({ ready: false, due: 'lost' });
    expect(state.says).toContain(winifred.name);
    // Whoever asks meanwhile is asked first, and may send it all the same.
    await alice.door.shares();
    expect(await refusal(share(1))).toMatch(`begun by ${winifred.name}, did not open for ${victor.name}`);
    const meanwhile = await share(1, { despiteReport: true });
    await victor.door.makeOrganisationKey();
    expect((await victor.door.organisationKey()).ready).toBe(true);
    for (const [advice, brief] of [
      [before, 'brief 0'],
      [meanwhile, 'brief 1'],
    ] as const) {
      const read = await waitFor(
        () => victor.door.request(advice).then(({ brief: words }) => words, String),
        (words) => words === brief,
      );
      expect(read).toBe(brief);
    }
    await evil.vault.register.sync();
    expect(evil.vault.view.orgKey(org)).toMatchObject({ gen: 3, begunBy: victor.person, opens: [1] });
    // Her own honest device links what it alone can open.
    await (await deviceOf(winifred)).queue();
    await evil.vault.register.sync();
    expect(evil.vault.view.orgKey(org)?.opens).toEqual([1, 2]);
  });

  test('a liar who reports a good key and begins anew after an adviser left gets nobody back in', async () => {
    const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Medico-legal advice' };
    const victor = await present(people.victor);
    const leaver = await enrolled(people.officer, { ...edda, role: 'adviser', organisation: people.defence });
    await victor.door.confirmMember(leaver.person);
    await victor.door.passOnOrganisationKey(leaver.person);
    await leaver.door.lock();
    const former = await idle(leaver);
    await people.officer.door.setStatus(leaver.person, 'suspended', 'By hand');
    expect((await victor.door.makeOrganisationKey()).ready).toBe(true);
    await evil.vault.register.sync();
    const gen = evil.vault.view.orgKey(org)?.gen ?? 0;
    const begun = evil.vault.register.entries.findLast(({ entry: { type } }) => type === 'org-key')?.entry.id ?? '';
    const active = advisersOf(evil.vault.view, org, evil.vault.clock.now());
    expect(active).not.toContain(leaver.person);
    expect(await evil.register([await confirmed(await orgKey(active, gen - 1))])).toMatch(/not-reported/);
    const withLeaver = [...active, leaver.person as PersonId].toSorted();
    const entries = await evil.signRegister(await reportedAndBegun(gen, begun, withLeaver));
    expect(await evil.send(evil.vault.root, entries, 'register')).toMatch(/wrong-recipients/);
    expect(await refusal(deviceOf(people.victor, { evil: new EvilServer().adds(evil.vault.root, entries) }))).toMatch(
      readOnly,
    );
    await taken(async () => evil.register(await reportedAndBegun(gen, begun, active)));
    expect((await victor.door.organisationKey()).ready).toBe(true);
    const { register, root } = former.vault;
    const after = register.headSeq;
    const { entries: later } = await evil.transport.call('ledgers', 'entries', { ledger: root, after, limit: 1000 });
    await register.hear(after + later.length, later);
    expect(former.vault.view.orgKey(org)?.gen).toBe(gen + 1);
    for (const each of [gen, gen + 1]) expect(await former.desk.organisationKeys.pair(org, each)).toBeUndefined();
  });
});
