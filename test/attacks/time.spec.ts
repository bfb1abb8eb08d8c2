import { ServiceClock, type RoomView } from '@consilium/client';
import type { SealedEntry } from '@consilium/contracts';
import type { RegisterHead } from '@consilium/domain';
import { clinic, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseForm, caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, evidenceOf, refusal, said, waitFor } from './devices';
import { claimOf, EvilServer } from './evil-server';
import { EvilMember } from './evil-member';

const hour = 3600;
const seconds = (): number => Math.floor(Date.now() / 1000);
const overlooked = /dated after a change in the register of people that it does not know of.*read-only here/;

/** A device whose clock can be moved on. */
function movable() {
  let passed = 0;
  const clock = new ServiceClock({
    monotonic: () => performance.now() + passed * 1000,
    wall: () => Date.now() + passed * 1000,
  });
  const passes = (more: number): void => {
    passed += more;
  };
  return { clock, passes };
}

const marksIn = (view: RoomView): (string | undefined)[] =>
  view.threads.flatMap(({ items }) => items.flatMap(({ kind, mark }) => (kind === 'message' ? [mark] : [])));

/** The same of these messages, as the record of who did what has them. */
function recordedIn(view: RoomView): string[] {
  const messages = view.threads.flatMap(({ items }) => items.filter(({ kind }) => kind === 'message'));
  const seqs = new Set(messages.map(({ seq }) => seq));
  return view.timeline.filter(({ seq }) => seqs.has(seq)).map(({ mark }) => mark);
}

describe('83: an entry that cites the register before a suspension, put in by the operator', () => {
  let system: System;
  let people: Clinic;
  let carl: Someone;
  let room: string;
  let talk: string;
  let before: RegisterHead;
  let forged: (at: number) => Promise<SealedEntry[]>;
  let suspendedAt: number;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, officer, hospital, defence } = people;
    const who = { name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' };
    carl = await people.enrol({ ...who, role: 'clinician', organisation: hospital, defence });
    room = await opensCase(alice, carl);
    talk = await caseThread(alice.door, room);
    const evil = await EvilMember.of(carl);
    const message = await evil.message(room, talk, 'after my suspension');
    const { replica, book } = (await evil.room(room)).log;
    if (replica === undefined) throw new Error('no room');
    before = evil.vault.register.state.head;
    const { sealBatch, placeAfter } = await import('@consilium/ledger');
    const place = { ...placeAfter(replica), rules: 1, register: before, by: evil.person, signer: evil.signer };
    forged = async (at) => [...(await sealBatch(book, [message], { ...place, at }))];
    suspendedAt = seconds();
    await officer.door.setStatus(carl.person, 'suspended', 'GMC');
  });
  afterEach(closeDevices);

  /** The operator takes away what the service wrote after the suspension, and puts the entry in its place. */
  function puts(entries: readonly SealedEntry[]): EvilServer {
    const at = entries.map((entry) => claimOf(entry).seq)[0] ?? 0;
    return new EvilServer()
      .rewrites(room, (truth) => [...truth.slice(0, at), ...entries])
      .instead('signIn', 'remembered', () => ({ version: 0 }));
  }

  test('is refused by a fresh device that knows of the suspension', async () => {
    const door = await deviceOf(people.alice, { evil: puts(await forged(suspendedAt + 400)) });
    const view = await door.room(room);
    expect(view.alarm).toMatch(overlooked);
    expect(await said(door, room, talk)).not.toContain('after my suspension');
    expect((await evidenceOf(door, room)).code).toBe('register-overlooked');
  });

  test('is found out by a device that was shown it first, and the suspension after it', async () => {
    const evil = puts(await forged(suspendedAt + 400));
    const { root } = claimOf((await forged(suspendedAt))[0] as SealedEntry) as unknown as { root: string };
    evil.rewrites(root, (truth) => truth.slice(0, before.seq + 1));
    const entries = await forged(suspendedAt + 400);
    const at = claimOf(entries[0] as SealedEntry).seq;
    evil.on('ledgers', 'entries', async (truth, input) => {
      const all = (await evil.truth('ledgers', 'entries', { ledger: input.ledger, after: -1, limit: 1000 })).entries;
      const told = input.ledger === root ? all.slice(0, before.seq + 1) : [...all.slice(0, at), ...entries];
      const { headOf } = await import('./evil-server');
      return { ...truth, entries: told.slice(input.after + 1), head: headOf(told) };
    });
    const door = await deviceOf(people.alice, { evil });
    expect((await door.room(room)).alarm).toBe('');
    expect(await said(door, room, talk)).toContain('after my suspension');
    // The register goes on, the case stays as it was shown.
    evil.rewrites(room, (truth) => [...truth.slice(0, at), ...entries]);
    await people.officer.door.addOrganisation('Westbrook Clinic', 'clinical');
    const view = await waitFor(
      () => door.room(room),
      ({ alarm }) => alarm !== '',
    );
    expect(view.alarm).toMatch(overlooked);
    expect(await said(door, room, talk)).not.toContain('after my suspension');
  });

  test('within five minutes it stands, and is marked by a device that has known of the suspension for longer', async () => {
    const { clock, passes } = movable();
    const entries = await forged(suspendedAt + 200);
    const at = claimOf(entries[0] as SealedEntry).seq;
    const evil = new EvilServer()
      .rewrites(room, (truth) => truth.slice(0, at))
      .instead('signIn', 'remembered', () => ({ version: 0 }));
    // What the service wrote after the suspension is not told by the live connection either.
    evil.isQuiet = true;
    const door = await deviceOf(people.alice, { evil, clock });
    await door.enter(room);
    passes(120);
    await door.enter(room);
    passes(240);
    evil.rewrites(room, (truth) => [...truth.slice(0, at), ...entries]);
    await door.enter(room);
    const view = await door.room(room);
    expect(view.alarm).toBe('');
    expect(await said(door, room, talk)).toContain('after my suspension');
    expect(marksIn(view)).toEqual(['late']);
    expect(recordedIn(view)).toEqual(['late']);
  });

  test('nobody is alarmed by what was written before the suspension, in whatever order it comes', async () => {
    const honest = await opensCase(people.alice, people.bela);
    const thread = await caseThread(people.alice.door, honest);
    await people.bela.door.say(honest, thread, 'before', '');
    await people.officer.door.setStatus(people.bela.person, 'suspended', 'GMC');
    await people.alice.door.say(honest, thread, 'after', '');
    const { clock, passes } = movable();
    const door = await deviceOf(people.alice, { clock });
    passes(400);
    await door.enter(honest);
    const view = await door.room(honest);
    expect([view.alarm, view.held, marksIn(view)]).toEqual(['', '', [undefined, undefined]]);
    expect(await said(door, honest, thread)).toEqual(['before', 'after']);
  });
});

describe('84, 85: a service whose clock is wrong', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  let talk: string;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    room = await opensCase(people.alice, people.bela);
    talk = await caseThread(people.alice.door, room);
  });
  afterEach(closeDevices);

  test('84: turned back six hours towards a fresh page, it is told, and what lets in or grants waits; talk goes on', async () => {
    await people.alice.door.say(room, talk, 'before it was turned back', '');
    system.clock.forward(-6 * hour);
    const door = await deviceOf(people.alice);
    const state = await door.state();
    expect([Math.round(state.clockOffSeconds / hour), state.clocksApart]).toEqual([6, true]);
    const view = await door.room(room);
    expect([view.alarm, view.held]).toEqual(['', '']);
    await door.say(room, talk, 'while it is wrong', '');
    expect(await refusal(door.invite(room, people.xenia.person))).toMatch(
      /say at the top of the page which one is right/i,
    );
    await door.settleClocks('device');
    // What was verified here was signed later than the service says it is.
    expect(await refusal(door.invite(room, people.xenia.person))).toMatch(
      /clock of the service is behind|not up to date/,
    );
    await door.settleClocks('service');
    expect(await refusal(door.invite(room, people.xenia.person))).toMatch(
      /clock of the service is behind|not up to date/,
    );
    system.clock.forward(6 * hour);
    expect(await said(people.alice.door, room, talk)).toEqual(['before it was turned back', 'while it is wrong']);
  });

  test('85: an hour ahead for seconds, nothing is frozen afterwards, nobody alarmed, and the officer can suspend', async () => {
    const dora = await people.enrol({
      ...{ name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' },
      ...{ role: 'clinician', organisation: people.hospital, defence: people.defence },
    });
    await people.alice.door.invite(room, dora.person);
    await people.victor.door.makeOrganisationKey();
    const advice = await asks(
      people.alice,
      room,
      [await addsPicture(people.alice.door, room, 'one')],
      people.xenia.person,
    );
    system.clock.forward(hour);
    const [ahead, doras] = [await deviceOf(people.alice), await deviceOf(dora)];
    expect((await ahead.state()).clocksApart).toBe(true);
    await doras.say(room, talk, 'an hour ahead', '');
    await (await deviceOf(people.victor)).assignToMe(advice);
    await ahead.say(room, talk, 'so am I', '');
    system.clock.forward(-hour);
    // Who was there, and who comes now: all of them go on. Whoever asked meanwhile had been idle for an hour.
    await ahead.say(room, talk, 'right again', '');
    const open = await deviceOf(people.bela);
    await open.say(room, talk, 'so it is', '');
    const taken = (await (await deviceOf(people.victor)).request(advice)).history.at(-1);
    expect(taken).toMatchObject({ text: expect.stringContaining('took the request') as string, mark: 'ahead' });
    const { head } = await open.room(room);
    const officer = await deviceOf(people.officer);
    await officer.setStatus(dora.person, 'suspended', 'GMC');
    await open.enter(room);
    const view = await waitFor(
      () => open.room(room),
      (seen) => seen.head > head,
    );
    expect([view.alarm, view.held, view.staleSince]).toEqual(['', '', undefined]);
    expect(view.members.find(({ person }) => person === dora.person)?.good).toBe(false);
    expect(marksIn(view)).toEqual([undefined, undefined, 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(recordedIn(view)).toEqual(['', '', 'ahead', 'ahead', 'ahead', 'ahead']);
    // An officer reads it beside whom it is about, and beside nobody else.
    const { people: listed, organisations } = await officer.register();
    expect(listed.flatMap(({ person, isAhead }) => (isAhead ? [person] : []))).toEqual([dora.person]);
    expect(organisations.some(({ isAhead }) => isAhead)).toBe(false);
    const fresh = await deviceOf(people.alice);
    const shown = await fresh.room(room);
    expect([shown.alarm, shown.held, (await fresh.state()).clocksApart]).toEqual(['', '', false]);
    await fresh.say(room, talk, 'after the suspension', '');
    // Another officer's act, and one in another case, are no later than they would be.
    await officer.addOrganisation('Eastgate Clinic', 'clinical');
    const other = await fresh.openCase(caseForm);
    await fresh.invite(other, people.bela.person);
    expect((await open.room(other)).alarm).toBe('');
  });
});
