import type { SealedEntry } from '@consilium/contracts';
import type { OrganisationId, PersonId, Statement } from '@consilium/domain';
import { statedBy } from '@consilium/testkit/ledger';
import { confirmsNewest, realClinic, type RealClinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { closeDevices, refusal } from './devices';
import { EvilMember } from './evil-member';
import { newId } from './forged-clearances';
import { refusedEverywhere } from './refused-everywhere';
import { shamCredential } from './sham-credential';

/** A register for real use, of whose two officers the first one is crooked, and has a client without any gate. */
describe('80: one officer gives nobody power in a register for real use', () => {
  let system: System;
  let people: RealClinic;
  let osric: Someone;
  let crooked: EvilMember;

  beforeAll(async () => {
    system = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    const [olive, second] = people.officers;
    osric = second;
    crooked = await EvilMember.of(olive);
  });
  afterEach(closeDevices);

  const credential = (states: Statement) => shamCredential(crooked, system.origin, states);
  const sham = () => credential(statedBy('Magnus Meadowsweet', 'adviser', people.defence as OrganisationId));

  /** What waits now; the last of it. */
  async function newest() {
    await crooked.vault.register.sync();
    const found = [...crooked.vault.register.state.proposed.values()].at(-1);
    if (found === undefined) throw new Error('nothing waits');
    const { id: proposed, bodyHash } = found.entry;
    return { proposed, bodyHash };
  }

  const isRefused = (entries: SealedEntry[], code: RegExp) => refusedEverywhere(crooked, people.alice, entries, code);

  test('an adviser of their own making is nobody until another officer confirmed it, and they cannot be the other one', async () => {
    const body = await sham();
    expect(await crooked.register([await crooked.act('credential', body)])).toBe('taken');
    await crooked.vault.register.sync();
    expect(crooked.vault.person(body.person as PersonId)).toBeUndefined();
    const own = await crooked.act('confirm', await newest());
    await isRefused(await crooked.signRegister([own]), /confirms-own-act/);
    const [waiting] = (await osric.door.proposals()).slice(-1);
    expect(waiting).toMatchObject({ proposer: people.officers[0].name, isMine: false, falls: '' });
    expect(waiting?.what).toMatchObject({
      act: 'credential',
      role: 'adviser',
      organisation: 'Meridian Medical Defence',
    });
    await osric.door.declineProposal(waiting?.proposal ?? '');
    const again = await crooked.act('confirm', { ...(await lastProposed(body.person)) });
    await isRefused(await crooked.signRegister([again]), /nothing-proposed|confirms-own-act/);
  });

  /** What was proposed about this person, whether it waits or not. */
  async function lastProposed(person: string) {
    await crooked.vault.register.sync();
    const found = crooked.vault.register.entries.findLast(
      ({ entry, body }) => entry.type === 'credential' && (body as { person?: string }).person === person,
    );
    if (found === undefined) throw new Error('never proposed');
    return { proposed: found.entry.id, bodyHash: found.entry.bodyHash };
  }

  test('one human is one officer: a second credential with their staff number joins nobody', async () => {
    const twin = await credential({ ...statedBy('Olivia Okafor', 'officer'), staff: 'RO1' });
    await isRefused(await crooked.signRegister([await crooked.act('credential', twin)]), /number-taken/);
  });

  test('two officers and no adviser: whom they appoint counts as nothing before the organisation confirmed it', async () => {
    const body = await sham();
    expect(await crooked.register([await crooked.act('credential', body)])).toBe('taken');
    await confirmsNewest(osric);
    await crooked.vault.register.sync();
    const made = crooked.vault.person(body.person as PersonId);
    expect(made).toMatchObject({ appointed: people.defence, advises: '' });
    const { waiting } = await people.victor.door.members();
    expect(waiting.map(({ name, role }) => [name, role])).toEqual([['Magnus Meadowsweet', 'adviser']]);
    // An officer confirms nobody in the organisation's place.
    const asOfficer = await crooked.act('membership', {
      person: body.person,
      organisation: people.defence,
      state: 'confirmed',
    });
    await isRefused(await crooked.signRegister([asOfficer]), /not-an-adviser/);
  });

  test('the second officer suspended, there are only endings: what is proposed then is confirmed by nobody', async () => {
    const { officers, victor } = people;
    await officers[0].door.setStatus(osric.person, 'suspended', 'By hand');
    const body = { organisation: newId(), name: 'Crooked Defence', kind: 'defence', anchor: '' } as const;
    expect(await crooked.register([await crooked.act('organisation', body)])).toBe('taken');
    const own = await crooked.act('confirm', await newest());
    await isRefused(await crooked.signRegister([own]), /confirms-own-act/);
    await crooked.vault.register.sync();
    expect(crooked.vault.view.organisation(body.organisation as OrganisationId)).toBeUndefined();
    expect(await refusal(osric.door.confirmProposal((await newest()).proposed))).toMatch(/nothing here/);
    // Giving a suspended officer back is power, too.
    await officers[0].door.setStatus(osric.person, 'good', 'By hand');
    await crooked.vault.register.sync();
    expect(crooked.vault.person(osric.person as PersonId)?.status).toBe('suspended');
    await officers[0].door.setAppointment(victor.person, 'ended');
    await crooked.vault.register.sync();
    expect(crooked.vault.person(victor.person as PersonId)).toMatchObject({ appointed: '', advises: '' });
  });
});
