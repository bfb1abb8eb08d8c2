import { randomBytes, toB64 } from '@consilium/bytes';
import type { JoinRequest, RegisterLookUp } from '@consilium/contracts';
import {
  Problem,
  type OrganisationId,
  type OrganisationKind,
  type PersonId,
  type PersonStatus,
  type RegisterState,
  type Role,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, joinHash, readJoin, type Draft } from '@consilium/ledger';
import {
  invitationFor,
  invitationProof,
  invitationSecret,
  isInvitationFor,
  isUsableSealingKey,
} from '@consilium/sealing';
import { append } from '../ledgers/append';
import { heldWords } from '../ledgers/held-words';
import type { Vault } from '../vault/vault';
import { organisationName, personView } from './person-view';
import { activateRules, rulesOf } from './rules-in-force';
import type { JoinRequestView, RegisterView } from './views';

/** What a registration officer does. */
export interface RegisterDoor {
  register(): Promise<RegisterView>;
  addOrganisation(name: string, kind: OrganisationKind): Promise<string>;
  /** Gives the one-time link; it is shown once. */
  invitePerson(role: Role, organisation: string): Promise<{ link: string; expiresAt: number }>;
  joinRequests(): Promise<JoinRequestView[]>;
  lookUp(body: string, number: string): Promise<JoinRequestView['lookUp']>;
  /** Signs the credential. `lookUp` is what the officer compared by hand, when the adapter found nothing. */
  approve(person: string, lookUp: { name: string; status: string; source: string } | undefined): Promise<void>;
  refuseRequest(person: string, reason: string): Promise<void>;
  setStatus(person: string, status: PersonStatus, source: string): Promise<void>;
  /** Puts the next version of the rules in force: one that this build and the service know. */
  activateRules(version: number): Promise<void>;
}

/** How long a credential lasts before it has to be renewed (seconds). */
const credentialSeconds = 365 * 86_400;

function writeRegister(
  vault: Vault,
  build: (state: RegisterState, at: number) => Promise<readonly Draft[]>,
): Promise<unknown> {
  return append(vault.author, { log: vault.register, reliesOn: () => '', build });
}

/** Whether the joiner held the secret of a link this very officer made, for this very role and place. */
async function proofHolds(vault: Vault, request: JoinRequest): Promise<boolean> {
  try {
    const { invitationSeed } = vault.session.opened.keyring;
    if (!isInvitationFor(invitationSeed, request.invitation, request)) return false;
    const secret = invitationSecret(invitationSeed, request.invitation);
    const { join } = await readJoin(request.join);
    const isOwn = join.person === (request.person as PersonId) && join.root === vault.root;
    return isOwn && invitationProof(secret, vault.root, await joinHash(request.join)) === request.proof;
  } catch {
    return false;
  }
}

const sameWords = (one: string, other: string): boolean =>
  one.normalize('NFKC').trim().toLowerCase() === other.normalize('NFKC').trim().toLowerCase();

function differencesOf({ details, lookUp }: JoinRequest): string[] {
  if (!lookUp.found) return [];
  const pairs: readonly [string, string, string][] = [
    ['name', details.name, lookUp.name],
    ['register', details.registerBody, lookUp.body],
    ['number', details.registerNumber, lookUp.number],
  ];
  return pairs.filter(([, stated, listed]) => !sameWords(stated, listed)).map(([what]) => what);
}

const lookUpView = ({ found, name, status, good, source, checkedAt }: RegisterLookUp): JoinRequestView['lookUp'] => ({
  ...{ found, name, status, good, source, checkedAt },
});

async function requestView(vault: Vault, request: JoinRequest): Promise<JoinRequestView> {
  const { details } = request;
  return {
    person: request.person,
    name: details.name,
    role: request.role,
    organisation: organisationName(vault, request.organisation),
    defence: organisationName(vault, details.defence),
    specialty: details.specialty,
    registerBody: details.registerBody,
    registerNumber: details.registerNumber,
    at: request.at,
    lookUp: lookUpView(request.lookUp),
    proofHolds: await proofHolds(vault, request),
    differences: differencesOf(request),
  };
}

/** The requests as the officer was shown them: what is signed is what was read, whatever the service says in between. */
class ShownRequests {
  private shown = new Map<string, JoinRequest>();

  async look(vault: Vault): Promise<JoinRequestView[]> {
    const { requests } = await vault.transport.call('register', 'requests', {});
    this.shown = new Map(requests.map((request) => [request.person, request]));
    return Promise.all(requests.map((request) => requestView(vault, request)));
  }

  async of(vault: Vault, person: string): Promise<JoinRequest> {
    if (!this.shown.has(person)) await this.look(vault);
    const request = this.shown.get(person);
    if (request === undefined) throw new Problem('not-found', 'This request is not waiting any more. Reload the list.');
    return request;
  }
}

type Compared = { readonly name: string; readonly status: string; readonly source: string } | undefined;

function registrationOf(
  { details, lookUp, role }: JoinRequest,
  byHand: Compared,
  now: number,
): BodyToWrite<'credential'>['registration'] {
  const { registerBody: body, registerNumber: number } = details;
  if (role === 'officer' || (role === 'adviser' && number === '')) return [];
  if (byHand !== undefined) {
    const { name, status, source } = byHand;
    return [{ body, number, name, status, source, checkedAt: now }];
  }
  if (!lookUp.found)
    throw new Problem(
      'bad-input',
      'The register adapter found nobody. Look the number up by hand and state what you found.',
    );
  if (!lookUp.good)
    throw new Problem('not-allowed', 'This register status does not allow practice. Refuse the request.');
  const { name, status, source, checkedAt } = lookUp;
  return [{ body: lookUp.body, number: lookUp.number, name, status, source, checkedAt }];
}

/** Everything the officer's own device checks before their key signs for somebody else's. */
async function checkedRequest(vault: Vault, request: JoinRequest): Promise<JoinRequest> {
  if (!(await proofHolds(vault, request))) {
    throw new Problem(
      'not-allowed',
      'The proof from the invitation link does not hold, or another officer made the link. Do not sign; the officer who invited them has to.',
    );
  }
  const { join } = await readJoin(request.join);
  if (!(await isUsableSealingKey(join.sealing))) {
    throw new Problem('not-allowed', 'The keys offered cannot be used. Ask the person to join again with a new link.');
  }
  return request;
}

async function approve(vault: Vault, shown: JoinRequest, byHand: Compared): Promise<void> {
  await vault.freshness.require();
  const request = await checkedRequest(vault, shown);
  const { details } = request;
  await writeRegister(vault, (_state, at) => {
    const body: BodyToWrite<'credential'> = {
      person: request.person,
      role: request.role,
      name: details.name,
      join: request.join,
      organisation: request.organisation,
      defence: request.role === 'clinician' ? details.defence : '',
      specialty: details.specialty,
      level: 'V1',
      registration: registrationOf(request, byHand, at),
      expires: at + credentialSeconds,
    };
    return Promise.resolve([draft({ type: 'credential', scope: 'room', body })]);
  });
}

async function invitePerson(
  vault: Vault,
  role: Role,
  organisation: string,
): Promise<{ link: string; expiresAt: number }> {
  await vault.freshness.require();
  const { invitationSeed } = vault.session.opened.keyring;
  const invitation = invitationFor(invitationSeed, { role, organisation });
  const { expiresAt } = await vault.transport.call('register', 'invite', { invitation, role, organisation });
  const secret = toB64(invitationSecret(invitationSeed, invitation));
  return { link: `${vault.view.origin}/#/join/${invitation}.${vault.root}.${secret}`, expiresAt };
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

/** `ready` makes sure that keys are open and the register is here. */
export function registerDoor(vault: Vault, ready: () => Promise<unknown>): RegisterDoor {
  const requests = new ShownRequests();
  const current = async (): Promise<void> => {
    await ready();
    await vault.register.sync();
  };
  return {
    register: async () => {
      await current();
      return registerView(vault);
    },
    addOrganisation: async (name, kind) => {
      await current();
      const organisation = toB64(randomBytes(16)) as OrganisationId;
      const added = draft({ type: 'organisation', scope: 'room', body: { organisation, name: name.trim(), kind } });
      await writeRegister(vault, () => Promise.resolve([added]));
      return organisation;
    },
    invitePerson: async (role, organisation) => {
      await current();
      return invitePerson(vault, role, organisation);
    },
    joinRequests: async () => {
      await current();
      return requests.look(vault);
    },
    lookUp: async (body, number) => {
      await ready();
      return lookUpView(await vault.transport.call('register', 'lookUp', { body, number }));
    },
    approve: async (person, byHand) => {
      await current();
      await approve(vault, await requests.of(vault, person), byHand);
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
