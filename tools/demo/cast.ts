import type { Door } from '@consilium/client';
import { enrolled, officer as firstOfficer, type Someone } from '@consilium/testkit/people';

export interface Cast {
  readonly officer: Someone;
  readonly colleague: Someone;
  readonly specialist: Someone;
  readonly adviser: Someone;
  readonly hospital: string;
}

/**
 * Signs whoever waits and proved their keys; a number no register file knows is signed on the officer's own look-up.
 * Whoever states a staff number waits on: the officer of the demo has no letter of an employer to read it in.
 */
export async function approveAll(door: Pick<Door, 'joinRequests' | 'approve'>): Promise<string[]> {
  const waiting = (await door.joinRequests()).filter(({ proofHolds, isStaff }) => proofHolds && !isStaff);
  for (const { person: joiner, name, lookUp, statement, seen } of waiting) {
    const byHand = { name, status: 'with-licence', source: 'Looked up by hand (demo)' } as const;
    const why = 'Spelled otherwise in the register of the demo';
    const found = lookUp?.found === false ? byHand : undefined;
    await door.approve(joiner, { statement, seen, byHand: found, staff: undefined, why });
  }
  return waiting.map(({ name }) => name);
}

/** The adviser confirms whoever the officer put down as a member of their organisation. */
export async function confirmAll(door: Pick<Door, 'members' | 'confirmMember'>): Promise<string[]> {
  const { waiting } = await door.members();
  for (const { person, seen } of waiting) await door.confirmMember(person, seen);
  return waiting.map(({ name }) => name);
}

/** Sets the deployment up and brings everybody in but the doctor who is asking. People of the synthetic register. */
export async function gather(origin: string, setUpCode: string): Promise<Cast> {
  const officer = await firstOfficer(origin, setUpCode, 'Morgan Reid');
  const hospital = await officer.door.addOrganisation('Northbank Hospital', 'clinical');
  const elsewhere = await officer.door.addOrganisation('Westfield University Hospital', 'clinical');
  const defence = await officer.door.addOrganisation('Meridian Medical Defence', 'defence');
  const adviser = await enrolled(officer, {
    name: 'Dr Victor Vetchling',
    number: '9990022',
    specialty: 'Medico-legal advice',
    role: 'adviser',
    organisation: defence,
  });
  const dermatologist = { specialty: 'Dermatology', role: 'clinician' } as const;
  const colleague = await enrolled(officer, {
    name: 'Dr Dunstan Dewberry',
    number: '9990004',
    organisation: hospital,
    defence,
    ...dermatologist,
  });
  await confirmAll(adviser.door);
  const specialist = await enrolled(officer, {
    name: 'Dr Xenia Xylander',
    number: '9990024',
    organisation: elsewhere,
    ...dermatologist,
  });
  return { officer, colleague, specialist, adviser, hospital };
}
