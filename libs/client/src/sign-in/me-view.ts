import type { WhoAmI } from '@consilium/contracts';
import type { Person, PersonId } from '@consilium/domain';
import { belonging } from '../vault/belonging';
import type { Vault } from '../vault/vault';
import type { MeView } from './views';

interface Named {
  organisationName(organisation: string): Promise<string>;
}

/** Whether the organisation somebody says they belong to has confirmed it. */
function membershipOf(person: Person): MeView['membership'] {
  const { said, isConfirmed } = belonging(person);
  if (said === '') return 'none';
  return isConfirmed ? 'confirmed' : 'waits';
}

/** Seconds for which somebody is told what other keys ended. */
const replacedSeconds = 30 * 86_400;

function replacedAt({ register, clock }: Vault, { replaced }: Person): number {
  const at = register.entries[replaced]?.entry.at ?? 0;
  return at > clock.now() - replacedSeconds ? at : 0;
}

/** Who is signed in: as the register says where their keys are open, else as the service does. */
export async function meView(vault: Vault, keyed: Named, me: WhoAmI): Promise<MeView> {
  const person = vault.isOpen && me.standing === 'active' ? vault.person(me.person as PersonId) : undefined;
  if (person !== undefined) {
    const organisation = await keyed.organisationName(person.organisation);
    const defence = await keyed.organisationName(person.defence);
    const { id, name, role, specialty } = person;
    return {
      person: id,
      name,
      role,
      organisation,
      defence,
      specialty,
      membership: membershipOf(person),
      standing: me.standing,
      expires: person.expires,
      replacedAt: replacedAt(vault, person),
    };
  }
  const common = {
    person: me.person,
    role: me.role,
    defence: '',
    specialty: '',
    membership: 'none',
    standing: me.standing,
    expires: 0,
    replacedAt: 0,
  } as const;
  if (me.standing !== 'waiting') return { ...common, name: '', organisation: '' };
  const request = await vault.transport.call('register', 'myRequest', {});
  return { ...common, name: request.name, organisation: request.organisation };
}
