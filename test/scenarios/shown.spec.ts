import { randomBytes, toB64 } from '@consilium/bytes';
import { memoryShelf, type GestureGiven } from '@consilium/client';
import type { OrganisationId, PersonId } from '@consilium/domain';
import { anchorMessage, signerFromSeed, type Anchored } from '@consilium/ledger';
import { versionTwo } from '@consilium/testkit/domain';
import {
  asFound,
  authenticator,
  clinic,
  confirmsNewest,
  joins,
  onAnotherDevice,
  realClinic,
  registered,
  takesOtherKeys,
  touches,
  type Clinic,
  type LookingDoor,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { decidedCase } from '../attacks/cases';

const movedOn = /^This changed while you were looking at it\. Nothing was signed\. Look again/;

/** Somebody looks, what they saw moves on, they press: nothing is asked of their passkey, and nothing written. */
async function refusesWhatMovedOn(
  by: Someone,
  looked: (door: LookingDoor) => Promise<() => Promise<unknown>>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const press = await looked(by.door);
  await meanwhile();
  const { entries } = await registerOf();
  let asked = 0;
  by.door.onGesture((): Promise<GestureGiven> => {
    asked += 1;
    return Promise.reject(new Error('was asked'));
  });
  await expect(press()).rejects.toThrow(movedOn);
  touches(by.door, by.passkeys);
  expect([asked, (await registerOf()).entries]).toEqual([0, entries]);
}

let looksOn: Someone | undefined;

async function registerOf() {
  if (looksOn === undefined) throw new Error('nobody looks on');
  return looksOn.door.register();
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there');
  return value;
}

describe('what is pressed holds of what was shown, in a trial', () => {
  let system: System;
  let people: Clinic;
  /** Another device of the officer: what happens meanwhile. */
  let elsewhere: Someone;
  let winifred: Someone;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: people.defence });
    elsewhere = await onAnotherDevice(people.officer);
    looksOn = elsewhere;
  });

  const person = async (door: LookingDoor, id: string) =>
    found((await door.register()).people.find((each) => each.person === id));

  /** The register says something of them, and then the same as before. */
  const movesOn = async ({ person: id }: Pick<Someone, 'person'>): Promise<void> => {
    await elsewhere.door.setStatus(id, 'suspended', 'GMC');
    await elsewhere.door.setStatus(id, 'good', 'GMC');
  };

  test('a status', async () => {
    const { officer, bela } = people;
    const look = async (door: LookingDoor) => {
      const { seen } = await person(door, bela.person);
      return () => door.setStatus(bela.person, 'ended', 'GMC', seen);
    };
    await refusesWhatMovedOn(officer, look, () => movesOn(bela));
    await (
      await look(officer.door)
    )();
    await officer.door.setStatus(bela.person, 'good', 'GMC');
  });

  test('an appointment', async () => {
    const look = async (door: LookingDoor) => {
      const { seen } = await person(door, winifred.person);
      return () => door.setAppointment(winifred.person, 'ended', seen);
    };
    await refusesWhatMovedOn(people.officer, look, () => movesOn(winifred));
  });

  test('a membership confirmed, and ended', async () => {
    const { victor, alice, hospital, defence, officer } = people;
    const cora = { ...registered.cora, role: 'clinician', organisation: hospital, defence } as const;
    const joined = await joins((await officer.door.invitePerson('clinician', hospital)).link, cora);
    await officer.door.approve(joined.person, asFound);
    const confirms = async (door: LookingDoor) => {
      const { seen } = found((await door.members()).waiting.find((each) => each.person === joined.person));
      return () => door.confirmMember(joined.person, seen);
    };
    await refusesWhatMovedOn(victor, confirms, () => movesOn(joined));
    const ends = async (door: LookingDoor) => {
      const { seen } = found((await door.members()).confirmed.find((each) => each.person === alice.person));
      return () => door.endMembership(alice.person, seen);
    };
    await refusesWhatMovedOn(victor, ends, () => movesOn(alice));
  });

  test('an organisation, where one of an alike name came meanwhile', async () => {
    const look = async (door: LookingDoor) => {
      const { seen, alike } = await door.nameOfNew('Eastbrook Practice');
      expect(alike).toEqual([]);
      return () => door.addOrganisation('Eastbrook Practice', 'clinical', '', seen);
    };
    await refusesWhatMovedOn(people.officer, look, () =>
      elsewhere.door.addOrganisation('East-Brook practice', 'clinical'),
    );
    expect((await people.officer.door.nameOfNew('Eastbrook Practice')).alike).toEqual(['East-Brook practice']);
    // Another one is no reason to look again.
    const { seen } = await people.officer.door.nameOfNew('Westgate Practice');
    await elsewhere.door.addOrganisation('Northgate Practice', 'clinical');
    await people.officer.door.addOrganisation('Westgate Practice', 'clinical', '', seen);
  });

  test('an organisation’s key, where it would go to another than was named', async () => {
    const { victor } = people;
    const look = async (door: LookingDoor) => {
      const { seen, recipients } = await door.organisationKey();
      expect(recipients.map(({ name }) => name)).toContain(winifred.name);
      return () => door.makeOrganisationKey(seen);
    };
    await refusesWhatMovedOn(victor, look, () => elsewhere.door.setStatus(winifred.person, 'suspended', 'By hand'));
    await elsewhere.door.setStatus(winifred.person, 'good', 'By hand');
    await victor.door.makeOrganisationKey();
  });

  test('a decision suspended, or ended', async () => {
    const { alice, victor, xenia } = people;
    const { advice } = await decidedCase({ owner: alice, adviser: victor, recipient: xenia });
    const meanwhile = async () => {
      await winifred.door.setClearance(advice, 'suspended');
      await winifred.door.setClearance(advice, 'reinstated');
    };
    const suspends = async (door: LookingDoor) => {
      const { seen } = await door.request(advice);
      return () => door.setClearance(advice, 'suspended', seen);
    };
    const ends = async (door: LookingDoor) => {
      const { seen } = await door.request(advice);
      return () => door.revoke(advice, seen);
    };
    for (const look of [suspends, ends]) await refusesWhatMovedOn(victor, look, meanwhile);
    expect((await victor.door.request(advice)).stage).toBe('decided');
  });

  test('a credential: what the register says of them moved on, or somebody of an alike name came', async () => {
    const { bela, hospital, officer } = people;
    const { state: _, reason: __, role: ___, places: ____, defenceOrganisations: _____, ...now } =
      await bela.door.ownStatement(); // prettier-ignore
    await bela.door.restate({ ...now, specialty: 'Dermatology' });
    const renews = async (door: LookingDoor) => {
      const { statement, seen } = found((await door.joinRequests()).find((each) => each.person === bela.person));
      return () => door.approve(bela.person, { ...asFound, statement, seen });
    };
    await refusesWhatMovedOn(officer, renews, () => movesOn(bela));
    const twins = ['9990004', '9990005'].map((number) => ({
      ...{ name: 'Dunstan Dewberry', number, specialty: 'Dermatology', role: 'clinician' as const },
      organisation: hospital,
    }));
    const joined: Someone[] = [];
    for (const twin of twins) {
      joined.push(await joins((await officer.door.invitePerson('clinician', hospital)).link, twin));
    }
    const [first, second] = joined as [Someone, Someone];
    const byHand = { name: 'Dunstan Dewberry', status: 'with-licence', source: 'By hand' } as const;
    const lets = async (door: LookingDoor) => {
      const { statement, seen } = found((await door.joinRequests()).find((each) => each.person === first.person));
      return () => door.approve(first.person, { ...asFound, byHand, statement, seen });
    };
    await refusesWhatMovedOn(officer, lets, () =>
      elsewhere.door.approve(second.person, { ...asFound, byHand, why: '' }),
    );
  });

  test('other keys for somebody, proposed and dropped', async () => {
    const { bela, officer } = people;
    await takesOtherKeys((await officer.door.otherKeysLink(bela.person)).link, bela);
    const press = (act: 'proposeOtherKeys' | 'refuseOtherKeys') => async (door: LookingDoor) => {
      const asked = found((await door.otherKeys())[0]);
      return () => door[act](asked);
    };
    await refusesWhatMovedOn(officer, press('proposeOtherKeys'), () => movesOn(bela));
    await refusesWhatMovedOn(officer, press('refuseOtherKeys'), () => movesOn(bela));
    await (
      await press('refuseOtherKeys')(officer.door)
    )();
    expect(await officer.door.otherKeys()).toEqual([]);
  });

  test('a passkey added, or new recovery words begun', async () => {
    const { alice } = people;
    const look = (begin: (door: LookingDoor, seen: string) => Promise<unknown>) => async (door: LookingDoor) => {
      const { seen } = await door.passkeys();
      return () => begin(door, seen);
    };
    const words = look(async (door, seen) =>
      door.newKeysBegin(
        (await door.passkeys()).passkeys.map(({ passkey }) => passkey),
        seen,
      ),
    );
    const adds = look((door, seen) => door.addPasskeyBegin(seen));
    for (const each of [words, adds]) await refusesWhatMovedOn(alice, each, () => movesOn(alice));
    // Begun in time, and finished too late.
    const created = authenticator(alice.origin).create(await alice.door.addPasskeyBegin());
    await alice.door.addPasskeyMade(created);
    await refusesWhatMovedOn(
      alice,
      (door) => Promise.resolve(() => door.addPasskeyFinish()),
      () => movesOn(alice),
    );
  });

  test('rules in force', async () => {
    await system.serve({}, versionTwo);
    const early = await onAnotherDevice(people.officer, { books: versionTwo, shelf: memoryShelf(true) });
    const other = await onAnotherDevice(people.officer, { books: versionTwo, shelf: memoryShelf(true) });
    looksOn = other;
    const { rules } = await early.door.register();
    expect(rules).toMatchObject({ inForce: 1, known: 2 });
    await other.door.activateRules(2);
    // What is in force already is refused in words of its own, before anything of it is compared.
    await expect(early.door.activateRules(2, rules.seen)).rejects.toThrow(/cannot be put in force now/);
    await Promise.all([early, other].map(({ door }) => door.lock()));
  });
});

describe('what is pressed holds of what was shown, in a register for real use', () => {
  let people: RealClinic;

  beforeAll(async () => {
    const { origin } = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(origin);
    looksOn = people.officers[1];
  });

  test('what was proposed of somebody is not confirmed, nor dropped, once they say something else of themselves', async () => {
    const [olive, osric] = people.officers;
    const { alice } = people;
    const restates = async (change: object): Promise<void> => {
      const { state: _, reason: __, role: ___, places: ____, defenceOrganisations: _____, ...now } =
        await alice.door.ownStatement(); // prettier-ignore
      await alice.door.restate({ ...now, ...change });
    };
    const waits = async (door: LookingDoor) => found((await door.proposals()).at(-1));
    await restates({ defence: '' });
    await olive.door.approve(alice.person, asFound);
    expect(await waits(osric.door)).toMatchObject({ isOvertaken: false, falls: '' });
    const press = (act: 'confirmProposal' | 'declineProposal') => async (door: LookingDoor) => {
      const { proposal, seen } = await waits(door);
      return () => door[act](proposal, seen);
    };
    await refusesWhatMovedOn(osric, press('confirmProposal'), () => restates({ specialty: 'Neurology' }));
    expect(await waits(osric.door)).toMatchObject({ isOvertaken: true, falls: '' });
    await osric.door.declineProposal((await waits(osric.door)).proposal);
    await olive.door.refuseRequest(alice.person, 'Asked in person');
    await restates({ defence: '' });
    await olive.door.approve(alice.person, asFound);
    await refusesWhatMovedOn(osric, press('declineProposal'), () => restates({ specialty: 'Neurology' }));
    await osric.door.declineProposal((await waits(osric.door)).proposal);
  });

  test('the signature of an organisation’s own key is handed over of whom it was shown', async () => {
    const [olive, osric] = people.officers;
    const anchor = await signerFromSeed(randomBytes(32));
    const guild = (await olive.door.addOrganisation('Guild', 'defence', anchor.public)) as OrganisationId;
    await confirmsNewest(osric);
    const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Medico-legal advice' };
    const { link } = await olive.door.invitePerson('adviser', guild);
    const joined = await joins(link, { ...edda, role: 'adviser', organisation: guild });
    await olive.door.approve(joined.person, asFound);
    await confirmsNewest(osric);
    const signed = async (): Promise<string> => {
      const line = (await olive.door.anchorRequest(joined.person)).split('.')[1] ?? '';
      const { root, ...over } = JSON.parse(Buffer.from(line, 'base64url').toString()) as Anchored & { root: never };
      const said = { ...over, person: joined.person as PersonId };
      return toB64(await anchor.sign(anchorMessage(root, said)));
    };
    let seen = '';
    const look = async (door: LookingDoor) => {
      ({ seen } = found((await door.register()).people.find((each) => each.person === joined.person)));
      return async () => door.confirmByAnchor(joined.person, await signed(), seen);
    };
    await refusesWhatMovedOn(olive, look, async () => {
      await osric.door.setStatus(joined.person, 'suspended', 'By hand');
      await osric.door.setStatus(joined.person, 'good', 'By hand');
      await confirmsNewest(olive);
    });
    await olive.door.confirmByAnchor(joined.person, await signed());
  });
});
