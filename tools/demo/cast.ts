import { openDoor, type Door } from '@consilium/client';
import { authenticator } from '../../test/support/passkey';
import { makeKeys, partsOf, type Person } from './person';

export interface Cast {
  readonly officer: Person;
  readonly colleague: Person;
  readonly specialist: Person;
  readonly adviser: Person;
  readonly hospital: string;
}

const person = (origin: string, name: string): Person => ({
  name,
  door: openDoor({ origin }),
  device: authenticator(origin),
});

interface Role {
  readonly person: Person;
  readonly number: string;
  readonly specialty: string;
  readonly defence: string;
  readonly link: string;
}

async function join({ person: joiner, number, specialty, defence, link }: Role): Promise<void> {
  const { door, name } = joiner;
  await door.joinLook(partsOf(link));
  const details = { name, registerBody: number === '' ? '' : 'GMC', registerNumber: number, specialty, defence };
  await makeKeys(joiner, await door.joinBegin({ ...details, device: 'Demo' }));
}

/** Signs whoever waits and proved their keys; a number no register file knows is signed on the officer's own look-up. */
export async function approveAll(door: Door): Promise<string[]> {
  const waiting = (await door.joinRequests()).filter(({ proofHolds }) => proofHolds);
  for (const { person: joiner, name, lookUp, role } of waiting) {
    const byHand = { name, status: 'Registered with a licence to practise', source: 'Looked up by hand (demo)' };
    await door.approve(joiner, role === 'clinician' && !lookUp.found ? byHand : undefined);
  }
  return waiting.map(({ name }) => name);
}

/** Sets the deployment up and brings everybody in but the doctor who is asking. */
export async function gather(origin: string, setUpCode: string): Promise<Cast> {
  const officer = person(origin, 'Morgan Reid');
  await makeKeys(officer, await officer.door.setUpBegin({ code: setUpCode, name: officer.name, device: 'Demo' }));
  const hospital = await officer.door.addOrganisation('Northbank Hospital', 'clinical');
  const other = await officer.door.addOrganisation('Westfield University Hospital', 'clinical');
  const defence = await officer.door.addOrganisation('Meridian Medical Defence', 'defence');
  const colleague = person(origin, 'Dr Dunstan Dewberry');
  const specialist = person(origin, 'Dr Xenia Xylander');
  const adviser = person(origin, 'Dr Victor Vetchling');
  const invite = async (role: 'clinician' | 'adviser', organisation: string): Promise<string> =>
    (await officer.door.invitePerson(role, organisation)).link;
  const roles: Role[] = [
    {
      person: colleague,
      number: '9990004',
      specialty: 'Dermatology',
      defence,
      link: await invite('clinician', hospital),
    },
    {
      person: specialist,
      number: '9990024',
      specialty: 'Dermatology',
      defence: '',
      link: await invite('clinician', other),
    },
    { person: adviser, number: '', specialty: '', defence: '', link: await invite('adviser', defence) },
  ];
  for (const role of roles) await join(role);
  await approveAll(officer.door);
  return { officer, colleague, specialist, adviser, hospital };
}
