import {
  longestWait,
  looksLike,
  numberWithBody,
  Problem,
  type EntryId,
  type PersonId,
  type Proposed,
  type RegisterBody,
} from '@consilium/domain';
import { anchorFingerprint } from '@consilium/ledger';
import { confirmAndWrite } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { renewalView } from './asked';
import { anyNumberOf, nameOf, organisationName } from './person-view';
import type { ProposalView, ProposedAct } from './views';

/** People of the register whose name looks like this one, with their numbers. */
export function lookAlikesOf(vault: Vault, person: string, name: string): string[] {
  return vault.view
    .people()
    .filter((other) => other.id !== (person as PersonId) && looksLike(other.name, name))
    .map((other) => [other.name, anyNumberOf(other)].filter((word) => word !== '').join(', '));
}

/** Organisations of the register whose name looks like this one. */
export function alikeOrganisations(vault: Vault, name: string): string[] {
  const all = [...vault.register.state.organisations.values()];
  return all.filter((other) => looksLike(other.name, name)).map((other) => other.name);
}

/** Whether a credential with this very statement waits for a second officer, who can still confirm it. */
export function isProposed(vault: Vault, { join }: { readonly join: string }): boolean {
  const { register, books, clock } = vault;
  return [...register.state.proposed.values()].some(
    (proposed) =>
      proposed.entry.type === 'credential' &&
      (proposed.body as RegisterBody<'credential'>).join === join &&
      books.register.fallen(register.state, proposed, clock.now()) === undefined,
  );
}

/** The number a credential names its person by, and where an officer found it. */
function numberIn({ registration: [found], staff: [staff] }: RegisterBody<'credential'>) {
  if (found !== undefined) return { number: numberWithBody(found), source: found.source };
  if (staff === undefined) return { number: '', source: '' };
  return { number: `Staff number ${staff.number}`, source: staff.source };
}

/** What the professional register answered; "" where it was not asked. */
function registeredAs({ registration: [found] }: RegisterBody<'credential'>) {
  return { registerName: found?.name ?? '', registerStatus: found?.status ?? ('' as const) };
}

function credentialSaid(vault: Vault, proposed: Proposed): ProposedAct {
  const {
    body,
    joins: [verified],
  } = proposed;
  if (verified === undefined) throw new Problem('wrong-state', 'This cannot be read. Reload the page.');
  const said = body as RegisterBody<'credential'>;
  const { name, role, organisation, defence } = verified.join.states;
  return {
    ...{ act: 'credential', name, role, why: said.why },
    organisation: organisationName(vault, organisation),
    defence: organisationName(vault, defence),
    ...numberIn(said),
    ...registeredAs(said),
    changes: renewalView(vault, verified.join)?.changes ?? [],
    servesAtOnce: proposed.serves,
    isKnown: vault.person(said.person) !== undefined,
    lookAlikes: lookAlikesOf(vault, said.person, name),
  };
}

function aboutPerson(vault: Vault, id: PersonId): { person: string; name: string; number: string } {
  const person = vault.person(id);
  return { person: id, name: nameOf(vault, id), number: person === undefined ? '' : anyNumberOf(person) };
}

type Says = {
  readonly [Act in ProposedAct['act']]: (vault: Vault, proposed: Proposed) => ProposedAct | Promise<ProposedAct>;
};

const says: Says = {
  organisation: async (vault, { body }) => {
    const { name, kind, anchor } = body as RegisterBody<'organisation'>;
    const lookAlikes = alikeOrganisations(vault, name);
    return { act: 'organisation', name, kind, anchor: await anchorFingerprint(anchor), lookAlikes };
  },
  credential: credentialSaid,
  status: (vault, { body }) => {
    const { person } = body as RegisterBody<'status'>;
    return { act: 'status', ...aboutPerson(vault, person) };
  },
  appointment: (vault, { body, serves }) => {
    const { person, organisation } = body as RegisterBody<'appointment'>;
    const of = organisationName(vault, organisation);
    return { act: 'appointment', ...aboutPerson(vault, person), organisation: of, servesAtOnce: serves };
  },
  'rules-version': (_vault, { body }) => ({
    act: 'rules-version',
    version: (body as RegisterBody<'rules-version'>).version,
  }),
};

async function proposalView(vault: Vault, proposed: Proposed): Promise<ProposalView | undefined> {
  const { entry } = proposed;
  if (!Object.hasOwn(says, entry.type)) return undefined;
  // Whoever looks may be the one who cannot confirm it.
  const by = entry.by === vault.me ? [] : [vault.me];
  const fallen = vault.books.register.fallen(vault.register.state, proposed, vault.clock.now(), by);
  return {
    proposal: entry.id,
    proposer: nameOf(vault, entry.by),
    isMine: entry.by === vault.me,
    proposedAt: entry.at,
    lapsesAt: entry.at + longestWait,
    falls: fallen?.message ?? '',
    what: await says[entry.type as ProposedAct['act']](vault, proposed),
  };
}

/** Acts of power of one officer, and what another says of them: each with a gesture. */
export interface ProposedDoor {
  /** Oldest first. */
  proposals(): Promise<ProposalView[]>;
  /** Another officer's: it takes effect. Refused, with what to do, where it cannot stand any more. */
  confirmProposal(proposal: string): Promise<void>;
  /** Another officer's or one's own: it is dropped. */
  declineProposal(proposal: string): Promise<void>;
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function proposedDoor(vault: Vault, current: () => Promise<void>): ProposedDoor {
  const answer = async (type: 'confirm' | 'decline', proposal: string): Promise<void> => {
    await current();
    const found = vault.register.state.proposed.get(proposal as EntryId);
    if (found === undefined) {
      throw new Problem('wrong-state', 'This does not wait for a second officer any more. Reload the list.');
    }
    await confirmAndWrite(vault, { type, body: { proposed: found.entry.id, bodyHash: found.entry.bodyHash } });
  };
  return {
    proposals: async () => {
      await current();
      const waiting = [...vault.register.state.proposed.values()].map((each) => proposalView(vault, each));
      return (await Promise.all(waiting)).flatMap((each) => each ?? []);
    },
    confirmProposal: async (proposal) => {
      await current();
      await vault.freshness.require();
      await answer('confirm', proposal);
    },
    declineProposal: (proposal) => answer('decline', proposal),
  };
}
