import { randomBytes, toB64 } from '@consilium/bytes';
import {
  longestName,
  nameAsSigned,
  nameProblem,
  Problem,
  type OrganisationId,
  type OrganisationKind,
  type PersonId,
  type PersonStatus,
  type RegisterState,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { append } from '../ledgers/append';
import { heldWords } from '../ledgers/held-words';
import type { Vault } from '../vault/vault';
import { personView } from './person-view';
import { activateRules, rulesOf } from './rules-in-force';
import { ShownRequests } from './approving';
import { invitingDoor, type InvitingDoor } from './inviting';
import type { Approval, JoinRequestView, RegisterView } from './views';

/** What a registration officer does. */
export interface RegisterDoor extends InvitingDoor {
  register(): Promise<RegisterView>;
  addOrganisation(name: string, kind: OrganisationKind): Promise<string>;
  joinRequests(): Promise<JoinRequestView[]>;
  /** Signs the credential: the joiner's own statement, beside what the register says of their number. */
  approve(person: string, approval: Approval): Promise<void>;
  refuseRequest(person: string, reason: string): Promise<void>;
  setStatus(person: string, status: PersonStatus, source: string): Promise<void>;
  /** Puts the next version of the rules in force: one that this build and the service know. */
  activateRules(version: number): Promise<void>;
}

function writeRegister(
  vault: Vault,
  build: (state: RegisterState, at: number) => Promise<readonly Draft[]>,
): Promise<unknown> {
  return append(vault.author, { log: vault.register, reliesOn: () => '', build });
}

function registerView(vault: Vault): RegisterView {
  const { state } = vault.register;
  const people = vault.view.people();
  return {
    organisations: [...state.organisations.values()].map(({ id, name, kind }) => ({
      ...{ id, name, kind },
      people: people.filter(({ organisation }) => organisation === id).length,
      keyReady: kind === 'clinical' || vault.view.orgKey(id) !== undefined,
    })),
    people: people.map((person) => ({
      ...personView(vault, person),
      role: person.role,
      status: person.status,
      expires: person.expires,
    })),
    entries: state.head.seq + 1,
    root: state.root,
    rules: rulesOf(vault),
    held: heldWords(vault),
  };
}

async function setStatus(vault: Vault, person: PersonId, status: PersonStatus, source: string): Promise<void> {
  await writeRegister(vault, (_state, at) =>
    Promise.resolve([draft({ type: 'status', scope: 'room', body: { person, status, source, checkedAt: at } })]),
  );
}

function usableName(typed: string): string {
  const problem = nameProblem(typed, longestName);
  if (problem !== undefined) throw new Problem('bad-input', problem);
  return nameAsSigned(typed);
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
    register: async () => {
      await current();
      return registerView(vault);
    },
    addOrganisation: async (name, kind) => {
      await current();
      const organisation = toB64(randomBytes(16)) as OrganisationId;
      const added = draft({
        type: 'organisation',
        scope: 'room',
        body: { organisation, name: usableName(name), kind },
      });
      await writeRegister(vault, () => Promise.resolve([added]));
      return organisation;
    },
    joinRequests: async () => {
      await current();
      return requests.look();
    },
    approve: async (person, approval) => {
      await current();
      await vault.freshness.require();
      const credential = await requests.credential(person, approval);
      await writeRegister(vault, (_state, at) => Promise.resolve([credential(at)]));
    },
    refuseRequest: async (person, reason) => {
      await ready();
      await vault.transport.call('register', 'refuse', { person, reason });
    },
    setStatus: async (person, status, source) => {
      await current();
      await setStatus(vault, person as PersonId, status, source);
    },
    activateRules: async (version) => {
      await current();
      await activateRules(vault, version);
    },
  };
}
