import { type ActToWrite, type OrganisationId, type Person, type PersonId } from '@consilium/domain';
import { personViewOf } from '../register';
import { advisedBy } from '../replicas/organisation-keys';
import { confirmAndWrite, seenOfPerson } from '../vault/acts';
import { belonging } from '../vault/belonging';
import type { Vault } from '../vault/vault';
import type { MembersView, OrganisationMemberView } from './views';
import { requireUndoubted } from '../vault/doubts';

/** Whom the officers say to belong to the adviser's organisation; only its own advisers make that count. */
export interface MembersDoor {
  members(): Promise<MembersView>;
  /** Asks for a gesture. `seen`: of the person as shown. */
  confirmMember(person: string, seen: string): Promise<void>;
  /** A clinician is the organisation's member no more; asks for a gesture. `seen`: of the person as shown. */
  endMembership(person: string, seen: string): Promise<void>;
}

function memberView(vault: Vault, { id, role, vouchers }: Person): OrganisationMemberView {
  return {
    ...personViewOf(vault, id),
    role,
    seen: seenOfPerson(vault, id),
    confirmedByMe: vouchers.includes(vault.me),
  };
}

function isWaiting(person: Person, organisation: OrganisationId): boolean {
  const { said, isConfirmed } = belonging(person);
  return said === organisation && !isConfirmed;
}

function membersView(vault: Vault): MembersView {
  const organisation = advisedBy(vault);
  const people = vault.view.people().filter(({ status }) => status !== 'ended');
  const view = (person: Person): OrganisationMemberView => memberView(vault, person);
  return {
    waiting: people.filter((person) => isWaiting(person, organisation)).map(view),
    confirmed: people.filter(({ memberOf }) => memberOf === organisation).map(view),
  };
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function membersDoor(vault: Vault, current: () => Promise<unknown>): MembersDoor {
  const say = async (person: string, state: ActToWrite<'membership'>['state'], seen: string): Promise<void> => {
    await current();
    await vault.freshness.require();
    if (state === 'confirmed') await requireUndoubted(vault);
    const body = { person: person as PersonId, organisation: advisedBy(vault), state };
    await confirmAndWrite(vault, { type: 'membership', body, seen });
  };
  return {
    members: async () => {
      await current();
      return membersView(vault);
    },
    confirmMember: (person, seen) => say(person, 'confirmed', seen),
    endMembership: (person, seen) => say(person, 'ended', seen),
  };
}
