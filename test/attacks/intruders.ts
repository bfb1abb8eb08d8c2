import { cookieJar } from '@consilium/client';
import type { SealedEntry } from '@consilium/contracts';
import { clinic, type Clinic, joins, registered, type Someone } from '@consilium/testkit/people';
import type { System } from '@consilium/testkit/system';
import { b64 } from '../api/plain-person';
import { asks, decides, sharedCase, type SharedCase } from './cases';
import { EvilMember } from './evil-member';

/** Everybody a request may come from, by what they are to Alice's case. */
export interface Intruders {
  readonly nobody: Pick<Someone, 'cookies'>;
  readonly waiting: Someone;
  readonly stranger: Someone;
  readonly exMember: Someone;
  /** Admitted and not accepted yet. */
  readonly invited: Someone;
  /** Inside, for one picture of two. */
  readonly outside: Someone;
  readonly otherAdviser: Someone;
  readonly officer: Someone;
  readonly owner: Someone;
  readonly adviser: Someone;
}

/** A case, and what of it an endpoint's input can name. */
export interface Grounds extends SharedCase {
  readonly root: string;
  readonly clearedObject: string;
  readonly keptObject: string;
  readonly intent: string;
  readonly intendedObject: string;
  readonly session: string;
  readonly invitation: string;
  /** An entry the owner signed and never sent. */
  readonly entry: SealedEntry;
  readonly head: string;
}

export interface Scene {
  readonly people: Clinic;
  readonly who: Intruders;
  readonly grounds: Grounds;
}

async function groundsOf(owner: Someone, officer: Someone, shared: SharedCase): Promise<Grounds> {
  const evil = await EvilMember.of(owner);
  const { threads } = await evil.state(shared.room);
  const objectOf = (thread: string): string => threads.get(thread as never)?.picture?.objects[0]?.id ?? '';
  const renditions = ['original', 'thumb', 'view'] as const;
  const objects = renditions.map((rendition) => ({ rendition, size: 1000, sha256: b64(32) }));
  const intended = await evil.transport.call('pictures', 'intend', { room: shared.room, objects });
  const [session] = await owner.door.devices();
  const { link } = await officer.door.invitePerson('officer', '');
  const invitation = (link.split('/#/join/')[1] ?? '').split('.')[0] ?? '';
  const [entry] = await evil.sign(shared.room, [await evil.message(shared.room, shared.cleared, 'never sent')]);
  const { heads } = await evil.transport.call('ledgers', 'heads', { ledger: shared.room });
  return {
    ...shared,
    root: evil.vault.root,
    clearedObject: objectOf(shared.cleared),
    keptObject: objectOf(shared.kept),
    intent: intended.intent,
    intendedObject: intended.objects[0]?.id ?? '',
    session: session?.session ?? '',
    invitation,
    entry: entry ?? { jws: '' },
    head: heads[0]?.head ?? 'x'.repeat(100),
  };
}

/** One case and one of every kind of wrong person for it. */
export async function scene(system: System): Promise<Scene> {
  const people = await clinic(system);
  const { alice, victor, xenia, hospital, elsewhere, officer } = people;
  const other = await officer.door.addOrganisation('Other Defence', 'defence');
  const clinicianAs = (name: string, number: string, organisation: string) =>
    people.enrol({ name, number, specialty: '', role: 'clinician', organisation });
  const exMember = await people.enrol({ ...registered.cora, role: 'clinician', organisation: hospital });
  const invited = await clinicianAs('Yorick Yarrowby', '9990025', elsewhere);
  const stranger = await clinicianAs('Zelda Zinnia', '9990026', elsewhere);
  const otherAdviser = await people.enrol({
    name: 'Una Umbelworth',
    number: '9990021',
    specialty: '',
    role: 'adviser',
    organisation: other,
  });
  const { link } = await officer.door.invitePerson('clinician', hospital);
  const waiting = await joins(link, {
    name: 'Edda Elderflower',
    number: '9990005',
    specialty: '',
    role: 'clinician',
    organisation: hospital,
  });
  const shared = await sharedCase({
    owner: alice,
    adviser: victor,
    recipient: xenia,
    colleagues: [people.bela, exMember],
  });
  const second = await asks(alice, shared.room, [shared.cleared], invited.person);
  await decides(victor, second);
  await alice.door.admit(second);
  await alice.door.remove(shared.room, exMember.person);
  return {
    people,
    grounds: await groundsOf(alice, officer, shared),
    who: {
      ...{ nobody: { cookies: cookieJar() }, waiting, stranger, exMember, invited, outside: xenia },
      ...{ otherAdviser, officer, owner: alice, adviser: victor },
    },
  };
}
