import { memoryShelf, type Shelf } from '@consilium/client';
import { clinic, type Clinic, type LookingDoor, type Someone } from '@consilium/testkit/people';
import { backsUp, putsBack, startSystem, type System } from '@consilium/testkit/system';
import { opensCase } from './cases';
import { closeDevices, deviceOf, refusal, waitFor } from './devices';
import { EvilServer } from './evil-server';
import { ownerSql } from '../owner-sql';

/** The whole database is put back to an older copy under people's devices (attack 87). */
describe('a database put back to the past', () => {
  let system: System;
  let people: Clinic;
  let shelves: Readonly<Record<'alice' | 'bela', Shelf>>;

  const older = /older history/;
  const device = (name: 'alice' | 'bela', evil?: EvilServer): Promise<LookingDoor> =>
    deviceOf(people[name], { shelf: shelves[name], ...(evil && { evil }) });
  /** Opens a device so that it verifies what there is, and closes it again. */
  const sees = async (name: 'alice' | 'bela'): Promise<void> => {
    const door = await device(name);
    await door.cases();
    // The list of what was verified is saved three seconds after something came.
    await new Promise((wake) => setTimeout(wake, 4000));
    await door.lock();
  };
  const ledgersStored = async (): Promise<unknown> => ownerSql(system.databaseUrl, 'SELECT count(*) FROM ledgers');
  const suspends = (who: Someone, status: 'suspended' | 'good'): Promise<void> =>
    people.officer.door.setStatus(who.person, status, 'employer');

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    shelves = { alice: memoryShelf(), bela: memoryShelf() };
    const { officer, alice, bela, xenia, victor } = people;
    await opensCase(alice, bela);
    const backup = await backsUp(system);
    for (const status of ['suspended', 'good', 'suspended', 'good'] as const) await suspends(xenia, status);
    await sees('bela');
    await suspends(xenia, 'suspended');
    await sees('alice');
    for (const { door } of [officer, alice, bela, xenia, victor]) await door.lock();
    await putsBack(system, backup);
  });
  afterEach(closeDevices);

  test('is found out by whoever has a list of what they verified, and they write nothing on it', async () => {
    const door = await device('bela');
    expect(await refusal(door.cases())).toMatch(older);
    const before = await ledgersStored();
    expect(await refusal(opensCase({ ...people.bela, door }))).toMatch(older);
    expect(await ledgersStored()).toEqual(before);
  });

  test('is accepted on an officer’s word by whoever had nothing newer than that says, and by nobody else', async () => {
    const bela = await device('bela');
    await refusal(bela.cases());
    const officer = await deviceOf(people.officer);
    const { missed } = await waitFor(
      () => officer.restoreView(),
      (view) => view.missed.length > 0,
    );
    expect(missed).toMatchObject([{ what: 'register', by: people.bela.name, entries: 4 }]);
    await officer.proposeRestore('The disk failed.');
    const goesOn = await waitFor(
      () => refusal(bela.cases()),
      (why) => why === '',
    );
    expect(goesOn).toBe('');
    expect(await refusal(opensCase({ ...people.bela, door: bela }))).toBe('');
    const alice = await device('alice');
    expect(await refusal(alice.cases())).toMatch(older);
    expect(await refusal(opensCase({ ...people.alice, door: alice }))).toMatch(older);
  });

  test('the same word accepts nothing a second time', async () => {
    const officer = await deviceOf(people.officer);
    await officer.addOrganisation('Eastmere Infirmary', 'clinical');
    const first = await device('bela');
    const { root } = await first.register();
    await new Promise((wake) => setTimeout(wake, 4000));
    await first.lock();
    const evil = new EvilServer().rewrites(root, (entries) => entries.slice(0, -1));
    const again = await device('bela', evil);
    expect(await refusal(again.cases())).toMatch(older);
  });
});
