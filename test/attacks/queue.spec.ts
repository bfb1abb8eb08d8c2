import { clinic, type Clinic } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf } from './devices';
import { EvilServer } from './evil-server';

describe('the adviser’s queue shows what the requests say, not what the service says of them', () => {
  let system: System;
  let people: Clinic;
  let advice: string;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, victor, xenia } = people;
    await victor.door.makeOrganisationKey();
    const room = await opensCase(alice);
    const thread = await addsPicture(alice.door, room, 'asked');
    advice = await asks(alice, room, [thread], xenia.person, { urgency: 'today' });
  });
  afterEach(closeDevices);

  const lying = (): EvilServer =>
    new EvilServer().on('advice', 'queue', (truth) => ({
      ...truth,
      requests: truth.requests.map((row) => ({ ...row, stage: 'decided', urgency: 'routine', pictures: 9 })),
    }));

  test('a stage, an urgency and a number of pictures the service makes up are not shown', async () => {
    const door = await deviceOf(people.victor, { evil: lying() });
    await eventually(async () => {
      expect(await door.queue()).toMatchObject([
        { advice, stage: 'submitted', urgency: 'today', pictures: 1, checked: true, alarm: '' },
      ]);
    });
  });

  test('a line whose request was not read yet says so, within half a second, and is filled in afterwards', async () => {
    let letGo: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => (letGo = resolve));
    const evil = lying();
    const door = await deviceOf(people.victor, { evil });
    evil.on('ledgers', 'entries', async (truth, { ledger }) => {
      if (ledger === advice) await kept;
      return truth;
    });
    const told = new Promise<void>((resolve) => {
      door.onChange(({ about }) => {
        if (about === 'requests') resolve();
      });
    });
    // Before the request itself came, which is kept back for as long as this takes.
    expect(await door.queue()).toMatchObject([{ advice, stage: 'decided', pictures: 9, checked: false, alarm: '' }]);
    letGo();
    await told;
    await eventually(async () => {
      expect(await door.queue()).toMatchObject([{ stage: 'submitted', pictures: 1, checked: true }]);
    });
  });

  test('a request that does not verify is not shown as checked, and says why', async () => {
    const evil = new EvilServer().rewrites(advice, (entries) =>
      entries.map((entry, at) => (at === 2 ? { ...entry, jws: `${entry.jws.slice(0, -4)}AAAA` } : entry)),
    );
    const door = await deviceOf(people.victor, { evil });
    await eventually(async () => {
      const [line] = await door.queue();
      expect(line?.checked).toBe(false);
      expect(line?.alarm).toMatch(/read-only here/);
    });
  });

  test('what the adviser does, and what another device does, is in the line at once', async () => {
    const { alice, victor } = people;
    await victor.door.queue();
    await victor.door.assignToMe(advice);
    expect(await victor.door.queue()).toMatchObject([{ stage: 'assigned', mine: true, checked: true }]);
    await alice.door.withdrawShare(advice);
    await eventually(async () => {
      expect(await victor.door.queue()).toMatchObject([{ stage: 'withdrawn', checked: true }]);
    });
  });
});
