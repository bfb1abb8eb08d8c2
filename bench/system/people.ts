import { cookieJar, type Door, type DoorOptions, openDoor, type PasskeyCreation } from '@consilium/client';
import { authenticator, touches, type Authenticator } from '@consilium/testkit/people';

/** Somebody with real keys, signed in. The words sign the same person in on another device. */
export interface Joined {
  readonly door: Door;
  readonly name: string;
  readonly words: string;
}

export type Ports = Omit<DoorOptions, 'origin'>;

const device = 'Bench';

async function enrol(door: Door, passkeys: Authenticator, asked: PasskeyCreation): Promise<string> {
  const { needs } = await door.passkeyMade(passkeys.create(asked));
  if (needs !== 'nothing') throw new Error('The played passkey gave no PRF output.');
  const { words, ask } = await door.recoveryWords();
  await door.confirmWords([words[ask[0] - 1] ?? '', words[ask[1] - 1] ?? '']);
  return words.join(' ');
}

export function nodeDoor(origin: string, ports: Ports = {}): Door {
  return openDoor({ origin, cookies: cookieJar(), ...ports });
}

/** The first registration officer of an empty deployment, with one clinical organisation. */
export async function setUp(origin: string, code: string): Promise<{ officer: Door; hospital: string }> {
  const officer = nodeDoor(origin);
  const passkeys = authenticator(origin);
  touches(officer, passkeys);
  await enrol(officer, passkeys, await officer.setUpBegin({ code, name: 'Morgan Reid', staffNumber: 'RO1', device }));
  const hospital = 'Northbank Hospital';
  const { seen } = await officer.nameOfNew(hospital);
  return { officer, hospital: await officer.addOrganisation(hospital, 'clinical', '', seen) };
}

/** Joins by an officer's link and waits to be approved. */
export async function join(origin: string, link: string, name: string, ports: Ports = {}): Promise<Joined> {
  const door = nodeDoor(origin, ports);
  const [invitation = '', root = '', secret = ''] = (link.split('#/join/')[1] ?? '').split('.');
  await door.joinLook({ invitation, root, secret });
  const number = String(8_000_000 + Math.floor(Math.random() * 999_999));
  const details = {
    name,
    profession: 'doctor' as const,
    registerNumber: number,
    staffNumber: '',
    specialty: 'Dermatology',
    defence: '',
  };
  const passkeys = authenticator(origin);
  touches(door, passkeys);
  const words = await enrol(door, passkeys, await door.joinBegin({ ...details, device }));
  return { door, name, words };
}

/** The officer signs everybody who waits. */
export async function approveAll(officer: Door): Promise<void> {
  for (const { person, name, statement, seen } of await officer.joinRequests()) {
    const byHand = { name, status: 'with-licence', source: 'Looked up by hand (bench)' } as const;
    await officer.approve(person, { statement, seen, byHand, staff: undefined, why: '' });
  }
}

export async function links(officer: Door, organisation: string, count: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) made.push((await officer.invitePerson('clinician', organisation)).link);
  return made;
}

/** One clinician who owns a case. */
export async function ownerOf(origin: string, code: string, ports: Ports = {}) {
  const { officer, hospital } = await setUp(origin, code);
  const [link = ''] = await links(officer, hospital, 1);
  const owner = await join(origin, link, 'Dr Alice Ashgrove', ports);
  await approveAll(officer);
  const room = await openCase(owner.door);
  return { officer, hospital, owner, room };
}

export function openCase(door: Door): Promise<string> {
  return door.openCase({
    title: 'Pigmented lesion, left forearm',
    specialty: 'Dermatology',
    urgency: 'this-week',
    ageBand: '40-64',
    question: 'Would you excise?',
    responsible: 'Dr Alice Ashgrove',
  });
}
