import type { RoomView } from '@consilium/client';
import {
  confirmsNewest,
  enrolled,
  realClinic,
  registered,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { backsUp, putsBack, startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, opensCase } from '../attacks/cases';
import { addsPicture, refusal, waitFor } from '../attacks/devices';
import { makesLead, publishes } from './policies';

/** A backup is put back across a suspension, a removal and a withdrawal: two officers say so, and all three go on binding. */
describe('a restored database', () => {
  let system: System;
  let people: RealClinic;
  let bela: Someone;
  let cora: Someone;
  let xenia: Someone;
  let room: string;
  let thread: string;
  let picture: string;

  const suspends = async (who: Someone): Promise<void> => {
    const [olive] = people.officers;
    await olive.door.setStatus(who.person, 'suspended', 'employer');
  };
  const alarm = async (who: Someone): Promise<string> =>
    (
      await waitFor(
        () => who.door.room(room),
        (view) => view.alarm !== '',
      )
    ).alarm;
  /** What the service has of what was said: not what waits to be sent again. */
  const stands = async ({ door }: Someone): Promise<string[]> =>
    ((await door.room(room)).threads.find((each) => each.thread === thread)?.items ?? []).flatMap((item) =>
      item.kind === 'message' && item.problem === '' ? [item.text] : [],
    );
  const goneOn = (who: Someone): Promise<RoomView> =>
    waitFor(
      async () => {
        await who.door.enter(room).catch(() => undefined);
        return who.door.room(room);
      },
      (view) => view.alarm === '',
    );

  beforeAll(async () => {
    system = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    const { officers, hospital, alice, victor } = people;
    const [olive, osric] = officers;
    bela = await enrolled(olive, { ...registered.bela, role: 'clinician', organisation: hospital });
    cora = await enrolled(olive, { ...registered.cora, role: 'clinician', organisation: hospital });
    const elsewhere = await olive.door.addOrganisation('Southmere Infirmary', 'clinical');
    await confirmsNewest(osric);
    xenia = await enrolled(olive, { ...registered.xenia, role: 'clinician', organisation: elsewhere });
    await victor.door.makeOrganisationKey();
    await makesLead(olive, hospital, alice.person);
    await confirmsNewest(osric);
    await publishes(alice, 'personal-device');
    room = await opensCase(alice, bela, cora);
    thread = await caseThread(alice.door, room);
    await alice.door.say(room, thread, 'before the backup', '');
    const policy = {
      basis: 'found',
      title: 'Clinical photography policy',
      date: 'May 2024',
      says: 'personal-device',
    } as const;
    picture = await addsPicture(alice.door, room, 'own', undefined, policy);
    for (const who of [bela, cora]) await who.door.room(room);
  });

  test('is an older history to whoever saw more, and nobody goes on by themselves', async () => {
    const { alice } = people;
    const backup = await backsUp(system);
    await alice.door.say(room, thread, 'said by Alice, and lost', '');
    await alice.door.remove(room, cora.person);
    await alice.door.withdrawConsent(room, picture, 'sharing');
    await suspends(bela);
    await alice.door.register();
    // The list of what was verified is saved three seconds after something came: then the older database has an older one.
    await new Promise((wake) => setTimeout(wake, 4000));
    await putsBack(system, backup);
    await alice.door.enter(room).catch(() => undefined);
    expect(await alarm(alice)).toMatch(/older history/);
    expect(await refusal(alice.door.say(room, thread, 'may I', ''))).toMatch(/read-only here/);
  });

  test('is accepted by two officers, each of whom compares what their device had', async () => {
    const [olive, osric] = people.officers;
    await bela.door.enter(room).catch(() => undefined);
    const shown = await waitFor(
      () => olive.door.restoreView(),
      ({ missed }) => missed.some(({ what, by }) => what === 'case' && by === people.alice.name),
    );
    expect(shown.missed.filter(({ what }) => what === 'register').length).toBeGreaterThan(0);
    expect(shown.wentOn).toBe(false);
    expect(shown.against).toEqual([expect.stringMatching(/^Bela Birchwood was suspended/)]);
    const [of] = shown.missed.filter(({ what }) => what === 'register');
    expect(of).toMatchObject({ by: '', entries: expect.any(Number) as number });
    expect(of?.since).toBeGreaterThan(0);
    await olive.door.proposeRestore('The disk failed; put back from the copy of this morning.');
    expect(await alarm(people.alice)).toMatch(/older history/);
    const [waiting] = (await osric.door.restoreView()).waiting;
    expect(waiting).toMatchObject({ by: olive.name, isMine: false, isWhole: true });
    await osric.door.confirmRestore(waiting?.proposal ?? '');
    const view = await goneOn(people.alice);
    expect(view.alarm).toBe('');
    expect(await stands(people.alice)).toEqual(['before the backup']);
  });

  test('what was known against somebody goes on binding the device that knew it, until it is said again', async () => {
    const { alice } = people;
    const say = (text: string): Promise<string> => refusal(alice.door.say(room, thread, text, ''));
    expect((await alice.door.restored()).against).toHaveLength(3);
    expect(await say('to everybody')).toMatch(/had been removed from this case|was suspended/);
    // Whoever knew less says what is shown to them: then nothing but the withdrawal stands in the way.
    await goneOn(cora);
    const asked = await waitFor(
      () => refusal(asks(alice, room, [picture], xenia.person)),
      (why) => !/cannot tell whether/.test(why),
    );
    expect(asked).toMatch(/agreement to this picture was withdrawn/);
    await alice.door.remove(room, cora.person).catch(() => undefined);
    expect(await say('without Cora')).toMatch(/Bela Birchwood was suspended/);
    await suspends(bela);
    await waitFor(
      () => alice.door.restored(),
      ({ against }) => against.length === 1,
    );
    expect(await say('without both')).toBe('');
    expect((await alice.door.room(room)).timeline.map(({ text }) => text).join()).toMatch(/new key|changed the key/);
    await alice.door.withdrawConsent(room, picture, 'sharing');
    expect((await alice.door.restored()).against).toEqual([]);
  });

  test('what somebody had said stands in its thread again, under its id, and is sent once more', async () => {
    const { alice } = people;
    const lost = 'said by Alice, and lost';
    const found = async () =>
      (await alice.door.room(room)).threads
        .find((each) => each.thread === thread)
        ?.items.find((item) => item.kind === 'message' && item.text === lost);
    const own = async () => (await alice.door.restored()).own.find(({ now }) => now !== 'lost');
    expect(await own()).toMatchObject({ room, thread, words: lost, now: 'unsent' });
    const unsent = await found();
    expect(unsent).toMatchObject({ problem: expect.stringMatching(/lost when the service was put back/) as string });
    await alice.door.retryMessage(room, unsent?.entry ?? '');
    expect(await found()).toMatchObject({ entry: unsent?.entry, problem: '', pending: false });
    expect(await own()).toMatchObject({ entry: unsent?.entry, words: '', now: 'again' });
    expect((await alice.door.restored()).own.map(({ line }) => line)).toContain(
      'Alice Ashgrove removed Cora Cloudesley',
    );
  });

  test('everybody in the case is told of it, by whom and when; one’s own list goes once it was read', async () => {
    const { alice, victor, officers } = people;
    const saidTo = async ({ door }: Someone) => (await door.restored()).said[0];
    const by = officers.map(({ name }) => name);
    for (const who of [alice, cora, victor]) {
      expect(await saidTo(who)).toMatchObject({
        by,
        reason: 'The disk failed; put back from the copy of this morning.',
      });
    }
    const said = await saidTo(alice);
    const record = said?.records.find((each) => each.room === room);
    expect(record?.entries).toBeGreaterThan(0);
    expect(record?.since).toBeGreaterThan(0);
    expect((await alice.door.room(room)).restoredAt).toBe(said?.at);
    // An older list of heads came with the older database, and is told to nobody as missing.
    await new Promise((wake) => setTimeout(wake, 4000));
    expect((await alice.door.ownNews()).memoryLost).toBe(false);
    const news = async (): Promise<number> => (await alice.door.ownNews()).lost;
    expect(await news()).toBeGreaterThan(0);
    await alice.door.restoredSeen();
    expect(await news()).toBe(0);
    expect((await alice.door.restored()).own).toEqual([]);
  });
});
