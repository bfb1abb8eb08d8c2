import { eventually } from '@consilium/testkit';
import { clinic, looksAt, registered, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { memoryShelf } from '@consilium/client';
import { asks, caseForm, caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, refusal, said, waitFor } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

describe('what a person’s devices remember of verified records (attack 86)', () => {
  let system: System;
  let people: Clinic;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
  });
  afterEach(closeDevices);

  const stored = async (who: EvilMember) => who.transport.call('signIn', 'remembered', {});

  test('rubbish in its place is said, nothing is stored over it unasked, and its owner can begin anew', async () => {
    const { bela, alice } = people;
    await opensCase(alice, bela);
    const first = await deviceOf(bela);
    await first.cases();
    await first.lock();
    const evil = await EvilMember.of(bela);
    const { version } = await stored(evil);
    const rubbish = Buffer.from('rubbish that opens under no key').toString('base64url');
    await evil.transport.call('signIn', 'remember', { sealed: rubbish, version: version + 1, keyring: 1 });
    const door = await deviceOf(bela);
    await door.cases();
    expect((await door.ownNews()).memoryLost).toBe(true);
    await door.lock();
    expect((await stored(evil)).sealed).toBe(rubbish);
    const again = await deviceOf(bela);
    await again.cases();
    await again.beginMemoryAnew();
    expect((await again.ownNews()).memoryLost).toBe(false);
    await again.lock();
    const fresh = await deviceOf(bela);
    await fresh.cases();
    expect((await fresh.ownNews()).memoryLost).toBe(false);
    expect((await stored(evil)).sealed).not.toBe(rubbish);
    evil.desk.close();
  });

  test('a service that answers with rubbish is found out in the same way', async () => {
    const evil = new EvilServer().on('signIn', 'remembered', (truth) => ({ ...truth, sealed: 'A'.repeat(80) }));
    const door = await deviceOf(people.xenia, { evil });
    expect((await door.ownNews()).memoryLost).toBe(true);
  });

  test('an older list on a device that has none shows what was read as new again, and hides nothing that is new', async () => {
    const { alice, bela } = people;
    const room = await opensCase(alice, bela);
    const thread = await caseThread(alice.door, room);
    const evil = await EvilMember.of(bela);
    const unread = async (door: Pick<typeof bela.door, 'cases'>): Promise<number> =>
      (await door.cases()).find((each) => each.room === room)?.unread ?? -1;
    const reads = async (text: string) => {
      await alice.door.say(room, thread, text, '');
      await eventually(async () => {
        expect(await unread(bela.door)).toBe(1);
      });
      await looksAt(bela.door, room);
      // The list is saved three seconds later.
      await eventually(async () => {
        expect(await unread(await deviceOf(bela))).toBe(0);
      });
      return stored(evil);
    };
    const older = await reads('read first');
    await reads('read later');
    await alice.door.say(room, thread, 'not read at all', '');
    const shown: number[] = [];
    for (const lie of [undefined, () => older, () => ({ version: 0 })]) {
      const device = lie === undefined ? {} : { evil: new EvilServer().on('signIn', 'remembered', lie) };
      const door = await deviceOf(bela, device);
      shown.push(await unread(door));
      await door.lock();
    }
    expect(shown).toEqual([1, 2, 3]);
    evil.desk.close();
  });

  const cannotTell = /cannot tell whether it is shown everything/;

  test('a list that is withheld, or of an absurd version, is said', async () => {
    const versions: [string, (truth: { version: number; sealed?: string }) => typeof truth][] = [
      ['missing', () => ({ version: 0 })],
      ['absurd', (truth) => ({ ...truth, version: 2_147_483_647 })],
      ['as it is', (truth) => truth],
    ];
    const lost: [string, boolean][] = [];
    for (const [name, lie] of versions) {
      const door = await deviceOf(people.xenia, { evil: new EvilServer().on('signIn', 'remembered', lie as never) });
      lost.push([name, (await door.ownNews()).memoryLost]);
      await door.lock();
    }
    expect(lost).toEqual([
      ['missing', true],
      ['absurd', true],
      ['as it is', false],
    ]);
  });

  test('somebody who just joined has a list, on whatever device they come first', async () => {
    const cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
    const door = await deviceOf(cora);
    expect((await door.ownNews()).memoryLost).toBe(false);
  });

  test('a list older than the device has seen is said, and what the device itself verified is not forgotten', async () => {
    const winifred = await people.enrol({ ...registered.winifred, role: 'clinician', organisation: people.hospital });
    const evil = await EvilMember.of(winifred);
    const before = await stored(evil);
    const shelf = memoryShelf();
    const door = await deviceOf(winifred, { shelf });
    const room = await door.openCase(caseForm);
    await door.say(room, await caseThread(door, room), 'seen by this device', '');
    const { head } = await door.room(room);
    // The list is saved three seconds after something came.
    await new Promise((wake) => setTimeout(wake, 5000));
    expect((await stored(evil)).version).toBeGreaterThan(before.version);
    await door.lock();
    const older = new EvilServer()
      .on('signIn', 'remembered', () => before)
      .rewrites(room, (entries) => entries.slice(0, head));
    const again = await deviceOf(winifred, { evil: older, shelf });
    expect((await again.ownNews()).memoryLost).toBe(true);
    expect((await again.room(room)).alarm).toMatch(/older history/);
    evil.desk.close();
  });

  test('with the list gone nothing is let out before a second person has said what they verified; inside all goes on', async () => {
    const { alice, bela, xenia } = people;
    const room = await opensCase(alice);
    const picture = await addsPicture(alice.door, room, 'own');
    const evil = new EvilServer().on('signIn', 'remembered', () => ({ version: 0 }));
    let isSilent = true;
    evil.on('ledgers', 'heads', (truth) => (isSilent ? { ...truth, heads: [] } : truth));
    const door = await deviceOf(alice, { evil });
    const someone = { ...alice, door };
    const share = () => refusal(asks(someone, room, [picture], xenia.person));
    const thread = await caseThread(door, room);
    await door.say(room, thread, 'inside goes on', '');
    expect(await said(door, room, thread)).toContain('inside goes on');
    expect(await share()).toMatch(cannotTell);
    expect(await refusal(door.newKeysBegin([]))).toMatch(cannotTell);
    await door.beginMemoryAnew();
    expect(await share()).toMatch(cannotTell);
    const colleague = await deviceOf(bela);
    await colleague.cases();
    isSilent = false;
    const until = Date.now() + 60_000;
    while (cannotTell.test(await share()) && Date.now() < until) await new Promise((wake) => setTimeout(wake, 300));
    expect(await share()).not.toMatch(cannotTell);
  });

  test('two devices that save in turn both know in the end what either has verified', async () => {
    const { alice } = people;
    const [one, two] = [await deviceOf(alice), await deviceOf(alice)];
    const rooms: string[] = [];
    for (const door of [one, two, one, two]) {
      rooms.push(await door.openCase({ ...caseForm, title: `Case ${String(rooms.length)}` }));
      await door.cases();
    }
    await one.signOut();
    await two.signOut();
    const alarms: string[] = [];
    for (const room of rooms) {
      const evil = new EvilServer().rewrites(room, (entries) => entries.slice(0, 1));
      const door = await deviceOf(alice, { evil });
      alarms.push((await door.room(room)).alarm);
    }
    expect(alarms.map((alarm) => /older history/.test(alarm))).toEqual([true, true, true, true]);
  });

  test('what a device read of the register while it was open is remembered by it, though nobody locked it', async () => {
    const shelf = memoryShelf();
    const open = await deviceOf(people.xenia, { shelf });
    const { root } = await open.register();
    const officer = await deviceOf(people.officer);
    await officer.addOrganisation('Westmere Infirmary', 'clinical');
    /** Somebody who comes to this device after that, and is shown the register without its newest entry. */
    const isShownLess = async (): Promise<string> => {
      const evil = new EvilServer().rewrites(root, (entries) => entries.slice(0, -1));
      const afresh = await deviceOf(people.xenia, { shelf, evil });
      return refusal(afresh.cases());
    };
    // The device that is open hears of it a moment later.
    expect(await waitFor(isShownLess, (said) => said !== '')).toMatch(/older history/);
  });
});
