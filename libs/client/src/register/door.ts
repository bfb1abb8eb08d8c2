import type { Organisation, Person } from '@consilium/domain';
import { anchorFingerprint } from '@consilium/ledger';
import { heldWords } from '../ledgers/held-words';
import { confirmAndWrite, lastAbout, seenOf, seenOfPerson } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { anchorDoor, type AnchorDoor } from './anchor';
import { ShownRequests } from './approving';
import { invitingDoor, type InvitingDoor } from './inviting';
import { isDatedAhead } from './key-news';
import { sinceOf } from './officers';
import { organisationsDoor, type OrganisationsDoor } from './organisations';
import { otherKeysDoor, type OtherKeysDoor } from './other-keys';
import { personView } from './person-view';
import { declineOn, proposedDoor, type ProposedDoor } from './proposed';
import type { Looking } from './restored-view';
import { restoringDoor, type RestoringDoor } from './restoring';
import { rulesOf } from './rules-in-force';
import { standingsDoor, type StandingsDoor } from './standings';
import { teamsDoor, type TeamsDoor } from './teams';
import type { Approval, JoinRequestView, OfficersPersonView, RegisterView } from './views';
import { waitsFor } from './waits-for';
import { requireUndoubted } from '../vault/doubts';

/** What a registration officer does. */
export interface RegisterDoor
  extends
    InvitingDoor,
    StandingsDoor,
    ProposedDoor,
    AnchorDoor,
    OrganisationsDoor,
    TeamsDoor,
    RestoringDoor,
    OtherKeysDoor {
  register(): Promise<RegisterView>;
  joinRequests(): Promise<JoinRequestView[]>;
  /** Signs the credential: the joiner's own statement, beside what the register says of their number. Asks for a gesture. */
  approve(person: string, approval: Approval): Promise<void>;
  /**
   * `statement`: the one that was looked at; another one that came since is not refused. Where another officer has to confirm
   * it, what was proposed is dropped first, with a gesture. `seen`: of the request as shown.
   */
  refuseRequest(person: string, reason: string, statement: string, seen: string): Promise<void>;
}

type OrganisationView = RegisterView['organisations'][number];

async function organisationView(
  vault: Vault,
  people: readonly Person[],
  { id, name, kind, anchor, status }: Organisation,
): Promise<OrganisationView> {
  return {
    ...{ id, name, kind, status, seen: seenOf(vault, 'organisation-name', { organisation: id }) },
    people: people.filter(({ organisation }) => organisation === id).length,
    keyReady: kind === 'clinical' || vault.view.orgKey(id) !== undefined,
    anchor: await anchorFingerprint(anchor),
    isAhead: isDatedAhead(vault, lastAbout(vault, 'organisation-name', { organisation: id })),
  };
}

function officersPersonView(vault: Vault, person: Person): OfficersPersonView {
  return {
    ...personView(vault, person),
    role: person.role,
    status: person.status,
    isAppointed: person.appointed !== '',
    waitsFor: waitsFor(vault, person),
    expires: person.expires,
    isMe: person.id === vault.me,
    since: sinceOf(vault, person),
    isAhead: isDatedAhead(vault, lastAbout(vault, 'status', { person: person.id })),
    seen: seenOfPerson(vault, person.id),
  };
}

async function registerView(vault: Vault): Promise<RegisterView> {
  const { state } = vault.register;
  const people = vault.view.people();
  return {
    organisations: await Promise.all(vault.view.organisations().map((each) => organisationView(vault, people, each))),
    people: people.map((person) => officersPersonView(vault, person)),
    entries: state.head.seq + 1,
    root: state.root,
    mode: state.mode,
    rules: rulesOf(vault),
    held: heldWords(vault),
  };
}

/** `ready` makes sure that keys are open and the register is here. */
export function registerDoor(vault: Vault, ready: () => Promise<Looking>): RegisterDoor {
  const requests = new ShownRequests(vault);
  const current = async (): Promise<void> => {
    await ready();
    await vault.register.sync();
  };
  return {
    ...invitingDoor(vault, current),
    ...standingsDoor(vault, current, ready),
    ...proposedDoor(vault, current),
    ...anchorDoor(vault, current),
    ...organisationsDoor(vault, current),
    ...teamsDoor(vault, ready, current),
    ...restoringDoor(vault, ready),
    ...otherKeysDoor(vault, current),
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
      await requireUndoubted(vault);
      const body = await requests.credential(person, approval);
      const { seen } = approval;
      await confirmAndWrite(vault, { type: 'credential', body, seen, shows: await requests.shows(person) });
      requests.forget(person);
    },
    refuseRequest: async (person, reason, statement, seen) => {
      await current();
      await declineOn(vault, await requests.asked(person, { statement, seen }));
      await vault.transport.call('register', 'refuse', { person, statement, reason });
      requests.forget(person);
    },
  };
}
