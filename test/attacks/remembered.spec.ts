import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseForm, opensCase } from './cases';
import { closeDevices, deviceOf } from './devices';
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
});
