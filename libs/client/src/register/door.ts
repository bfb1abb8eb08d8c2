import { waitsForAnchor, type Organisation, type Person } from '@consilium/domain';
import { anchorFingerprint } from '@consilium/ledger';
import { heldWords } from '../ledgers/held-words';
import { confirmAndWrite } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { anchorDoor, type AnchorDoor } from './anchor';
import { ShownRequests } from './approving';
import { invitingDoor, type InvitingDoor } from './inviting';
import { personView } from './person-view';
import { proposedDoor, type ProposedDoor } from './proposed';
import { rulesOf } from './rules-in-force';
import { standingsDoor, type StandingsDoor } from './standings';
import type { Approval, JoinRequestView, RegisterView } from './views';

/** What a registration officer does. */
export interface RegisterDoor extends InvitingDoor, StandingsDoor, ProposedDoor, AnchorDoor {
  register(): Promise<RegisterView>;
  joinRequests(): Promise<JoinRequestView[]>;
  /** Signs the credential: the joiner's own statement, beside what the register says of their number. Asks for a gesture. */
  approve(person: string, approval: Approval): Promise<void>;
  /** `statement`: the one that was looked at; another one that came since is not refused. */
  refuseRequest(person: string, reason: string, statement?: string): Promise<void>;
}

type OrganisationView = RegisterView['organisations'][number];

async function organisationView(
  vault: Vault,
  people: readonly Person[],
  { id, name, kind, anchor }: Organisation,
): Promise<OrganisationView> {
  return {
    ...{ id, name, kind },
    people: people.filter(({ organisation }) => organisation === id).length,
    keyReady: kind === 'clinical' || vault.view.orgKey(id) !== undefined,
    anchor: await anchorFingerprint(anchor),
  };
}

async function registerView(vault: Vault): Promise<RegisterView> {
  const { state } = vault.register;
  const people = vault.view.people();
  const now = vault.clock.now();
  return {
    organisations: await Promise.all(
      [...state.organisations.values()].map((each) => organisationView(vault, people, each)),
    ),
    people: people.map((person) => ({
      ...personView(vault, person),
      role: person.role,
      status: person.status,
      isAppointed: person.appointed !== '',
      waitsForOrganisation: person.appointed !== person.advises,
      waitsForAnchor: waitsForAnchor(vault.view, person, now),
      expires: person.expires,
    })),
    entries: state.head.seq + 1,
    root: state.root,
    mode: state.mode,
    rules: rulesOf(vault),
    held: heldWords(vault),
  };
}

/** `ready` makes sure that keys are open and the register is here. */
export function registerDoor(vault: Vault, ready: () => Promise<unknown>): RegisterDoor {
  const requests = new ShownRequests(vault);
  const current = async (): Promise<void> => {
    await ready();
    await vault.register.sync();
  };
  return {
    ...invitingDoor(vault, current),
    ...standingsDoor(vault, current),
    ...proposedDoor(vault, current),
    ...anchorDoor(vault, current),
    register: async () => {
      await current();
      return registerView(vault);
    },
    joinRequests: async () => {
      await current();
      return requests.look();
    },
    approve: async (person, approval) => {
      await current();
      await vault.freshness.require();
      await confirmAndWrite(vault, { type: 'credential', body: await requests.credential(person, approval) });
      requests.forget(person);
    },
    refuseRequest: async (person, reason, statement) => {
      await current();
      const looked = statement ?? (await requests.statementOf(person));
      await vault.transport.call('register', 'refuse', { person, statement: looked, reason });
      requests.forget(person);
    },
  };
}
