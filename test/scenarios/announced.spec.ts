import { waitsOf, type OrganisationId } from '@consilium/domain';
import { eventually } from '@consilium/testkit';
import {
  asInLetter,
  confirmsNewest,
  joins,
  onAnotherDevice,
  realClinic,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { statedBy } from '@consilium/testkit/ledger';
import { goesOn, startSystem, type System } from '@consilium/testkit/system';
import { EvilMember } from '../attacks/evil-member';
import { shamCredential } from '../attacks/sham-credential';

/** In a register for real use: what would give somebody the register is told to everybody before it can be confirmed. */
describe('another officer', () => {
  let system: System;
  let people: RealClinic;
  let noor: Someone;

  beforeAll(async () => {
    system = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    const { link } = await people.officers[0].door.invitePerson('officer', '');
    noor = await joins(link, { name: 'Noor Haddad', number: 'RO3', specialty: '', role: 'officer', organisation: '' });
  });

  const proposed = async ({ door }: Pick<Someone, 'door'>) => {
    const [newest] = (await door.proposals()).slice(-1);
    if (newest === undefined) throw new Error('nothing waits');
    return newest;
  };

  test('is announced to everybody, and confirmed by nobody until three days later', async () => {
    const [olive, osric] = people.officers;
    expect(await people.alice.door.announced()).toEqual([]);
    await olive.door.approve(noor.person, asInLetter('RO3'));
    const { proposal, from, falls } = await proposed(osric);
    expect([from - Math.floor(Date.now() / 1000), falls]).toEqual([expect.closeTo(waitsOf.production.power, -2), '']);
    for (const { door } of [people.alice, people.victor, osric]) {
      await door.state();
      expect(await door.announced()).toEqual([
        { id: proposal, what: 'officer', name: 'Noor Haddad', proposer: olive.name, from },
      ]);
    }
    await expect(osric.door.confirmProposal(proposal)).rejects.toThrow(/announced to everybody first/);
    expect(await noor.door.state()).toMatchObject({ me: { standing: 'waiting' } });
  });

  test('is stopped by any officer, also by one who did not propose it', async () => {
    const [olive, osric] = people.officers;
    const { proposal } = await proposed(osric);
    await osric.door.declineProposal(proposal);
    await people.alice.door.state();
    expect(await people.alice.door.announced()).toEqual([]);
    await olive.door.approve(noor.person, asInLetter('RO3'));
  });

  test('is announced also while something stands in the way that can be taken out of it in time', async () => {
    const [olive, osric] = people.officers;
    const empty = await olive.door.addOrganisation('An Empty Trust', 'clinical');
    await confirmsNewest(osric);
    const crooked = await EvilMember.of(olive);
    const states = statedBy('Magnus Meadowsweet', 'officer', empty as OrganisationId);
    const sham = await shamCredential(crooked, system.origin, states);
    expect(await crooked.register([await crooked.act('credential', sham)])).toBe('taken');
    const { organisations } = await olive.door.register();
    const seen = organisations.find(({ id }) => id === empty)?.seen ?? '';
    await olive.door.setOrganisationStatus(empty, 'retired', seen);
    expect((await proposed(osric)).falls).toMatch(/retired/);
    await people.alice.door.state();
    await eventually(async () => {
      const names = (await people.alice.door.announced()).map(({ name }) => name);
      expect(names).toContain('Magnus Meadowsweet');
    });
    await osric.door.declineProposal((await proposed(osric)).proposal);
  });

  test('acts once a second officer has confirmed it after that', async () => {
    goesOn(waitsOf.production.power);
    const osric = await onAnotherDevice(people.officers[1]);
    const { proposal, from } = await proposed(osric);
    expect(from).toBe(0);
    expect(await osric.door.announced()).toEqual([]);
    await osric.door.confirmProposal(proposal);
    const there = await onAnotherDevice(noor);
    expect((await there.door.register()).people.map(({ name }) => name)).toContain('Noor Haddad');
  });
});
