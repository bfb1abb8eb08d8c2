import { clinic, freshDevice, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseForm } from '../attacks/cases';

/** What is said of organisations after they were added, through real doors in a trial. */
describe('an organisation', () => {
  let system: System;
  let people: Clinic;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
  });

  const shown = async (id: string, by: Someone = people.officer) => {
    const found = (await by.door.register()).organisations.find((each) => each.id === id);
    if (found === undefined) throw new Error('not in the register');
    return found;
  };
  const own = async ({ door }: Someone, as: 'work' | 'defence' = 'work') => {
    const found = (await door.ownOrganisations()).find((each) => each.as === as);
    if (found === undefined) throw new Error('of no organisation');
    return found;
  };
  const renames = async (name: string): Promise<void> => {
    const { door } = people.officer;
    const { seen } = await door.newNameOf(people.hospital, name);
    await door.renameOrganisation(people.hospital, name, seen);
  };
  const gives = async (
    person: string,
    office: 'lead' | 'caldicott-guardian',
    state: 'begun' | 'ended' = 'begun',
    organisation = people.hospital,
  ): Promise<void> => {
    const { door } = people.officer;
    const { seen } = await door.organisationOffices(organisation);
    await door.setOffice({ organisation, person: person, office, state }, seen);
  };

  test('is led by a clinician of its own, who says where it is reached; a colleague and an officer do not', async () => {
    const { alice, bela, officer, hospital } = people;
    await gives(alice.person, 'lead');
    const { holders, speaks, seen } = await own(alice);
    expect([holders.map(({ office, name }) => [office, name]), speaks]).toEqual([
      [['lead', registered.alice.name]],
      true,
    ]);
    const onCall = [{ kind: 'on-call' as const, reach: '020 7946 0123' }];
    await alice.door.sayContacts(hospital, [{ kind: 'on-call', reach: '  020 7946 0123 ' }], seen);
    expect(await own(bela)).toMatchObject({ contacts: onCall, speaks: false });
    for (const other of [bela, officer]) {
      const { seen: at } = await own(alice);
      await expect(other.door.sayContacts(hospital, [], at)).rejects.toThrow(
        /Only those who speak for this organisation|nothing here for|Only an active adviser/,
      );
    }
    expect((await own(bela)).contacts).toEqual(onCall);
  });

  test('has a policy in its own words that binds whom officers may name', async () => {
    const { alice, bela, hospital } = people;
    const words = { professions: ['nurse' as const], words: 'The matron leads.' };
    await alice.door.sayLeadPolicy(hospital, words, (await own(alice)).seen);
    const { leads } = await own(bela);
    expect(leads).toMatchObject({ version: 1, by: registered.alice.name, ...words });
    expect(Math.abs((leads?.at ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    await expect(gives(bela.person, 'lead')).rejects.toThrow(/policy lets nobody of this profession lead/);
    await gives(bela.person, 'caldicott-guardian');
    await alice.door.sayLeadPolicy(hospital, { ...words, professions: ['nurse', 'doctor'] }, (await own(alice)).seen);
    expect((await own(bela)).leads).toMatchObject({ version: 2 });
    await gives(bela.person, 'lead');
    await gives(bela.person, 'lead', 'ended');
    expect((await own(alice)).holders.map(({ office }) => office)).toEqual(['lead', 'caldicott-guardian']);
  });

  test('is not changed by what was pressed on a screen that shows something else', async () => {
    const { officer, alice, hospital } = people;
    const old = (await shown(hospital)).seen;
    const oldName = (await officer.door.newNameOf(hospital, 'Elsewhere')).seen;
    const mine = (await own(alice)).seen;
    await alice.door.sayContacts(hospital, [], mine);
    const moved = /changed|Look again/;
    await expect(officer.door.renameOrganisation(hospital, 'Elsewhere', oldName)).rejects.toThrow(moved);
    await expect(officer.door.setOrganisationStatus(hospital, 'retired', old)).rejects.toThrow(moved);
    await expect(alice.door.sayContacts(hospital, [], mine)).rejects.toThrow(moved);
    expect(await shown(hospital)).toMatchObject({ name: 'Northfield Hospital', status: 'good' });
  });

  test('is called something else, everywhere, and what was asked of it before goes on', async () => {
    const { officer, alice, bela, hospital } = people;
    await renames('Northfield University Hospital');
    expect((await own(alice)).name).toBe('Northfield University Hospital');
    expect((await alice.door.colleagues()).map(({ organisation }) => organisation)).toContain(
      'Northfield University Hospital',
    );
    const room = await alice.door.openCase(caseForm);
    await alice.door.invite(room, bela.person);
    await expect(renames('Northfield University Hospital')).rejects.toThrow(/It is so already/);
    const { alike } = await officer.door.newNameOf(hospital, 'South-Mere  infirmary');
    expect(alike).toEqual(['Southmere Infirmary']);
    await expect(renames('Nort\u200bhfield')).rejects.toThrow(/name/);
  });

  test('is retired: nobody joins it, no case is opened, nobody speaks for it; open cases go on', async () => {
    const { officer, alice, bela, hospital } = people;
    const room = await alice.door.openCase(caseForm);
    const { link } = await officer.door.invitePerson('clinician', hospital);
    await officer.door.setOrganisationStatus(hospital, 'retired', (await shown(hospital)).seen);
    expect(await own(alice)).toMatchObject({ status: 'retired', speaks: false, holders: [] });
    await expect(alice.door.openCase(caseForm)).rejects.toThrow(/retired and takes nobody in/);
    const view = await alice.door.room(room);
    const thread = view.threads[0]?.thread ?? '';
    await alice.door.say(room, thread, 'Still here.', '');
    await alice.door.invite(room, bela.person);
    await expect(officer.door.invitePerson('clinician', hospital)).rejects.toThrow(/needs a clinical organisation/);
    const [invitation = '', root = '', secret = ''] = (link.split('/#/join/')[1] ?? '').split('.');
    const joiner = freshDevice(system.origin);
    await expect(joiner.door.joinLook({ invitation, root, secret })).rejects.toThrow(/takes nobody in any more/);
    await officer.door.setOrganisationStatus(hospital, 'good', (await shown(hospital)).seen);
    expect(await own(alice)).toMatchObject({ status: 'good', speaks: false, holders: [] });
    await alice.door.openCase(caseForm);
  });

  test('that defends doctors, retired, has no adviser, no member and no requests; given back it begins with nobody', async () => {
    const { officer, alice, victor, defence } = people;
    await officer.door.setOrganisationStatus(defence, 'retired', (await shown(defence)).seen);
    expect((await own(alice, 'defence')).status).toBe('retired');
    await expect(victor.door.members()).rejects.toThrow(/Only an appointed adviser may do this/);
    await officer.door.setOrganisationStatus(defence, 'good', (await shown(defence)).seen);
    const { people: listed } = await officer.door.register();
    expect(listed.find(({ person }) => person === victor.person)).toMatchObject({ isAppointed: false });
  });
});
