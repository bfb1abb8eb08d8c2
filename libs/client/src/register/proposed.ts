import {
  longestWait,
  numberWithBody,
  Problem,
  type EntryId,
  type PersonId,
  type Proposed,
  type RegisterBody,
} from '@consilium/domain';
import { anchorFingerprint } from '@consilium/ledger';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { alikeOrganisations, lookAlikesOf } from './alike';
import { askedNow, renewalView, type Asked } from './asked';
import { isDatedAhead } from './key-news';
import { holdersAt } from './organisations';
import { anyNumberOf, nameOf, organisationName } from './person-view';
import type { ProposalView, ProposedAct } from './views';
import { requireUndoubted } from '../vault/doubts';

const withStatement: readonly string[] = ['credential', 'key-replacement'];

/** What was proposed with this very statement and waits for a second officer, who can still confirm it. */
function proposedOn(vault: Vault, { join }: { readonly join: string }): Proposed | undefined {
  const { register, books, clock } = vault;
  return [...register.state.proposed.values()].find(
    (proposed) =>
      withStatement.includes(proposed.entry.type) &&
      (proposed.body as RegisterBody<'credential'>).join === join &&
      books.register.fallen(register.state, proposed, clock.now()) === undefined,
  );
}

export function isProposed(vault: Vault, asked: { readonly join: string }): boolean {
  return proposedOn(vault, asked) !== undefined;
}

/** Drops what one officer signed of a statement that is refused; nothing where none did. Asks for a gesture. */
export async function declineOn(vault: Vault, asked: { readonly join: string }): Promise<void> {
  const found = proposedOn(vault, asked);
  if (found !== undefined) await answer(vault, 'decline', { found, seen: seenOfProposal(vault, found, []) }, []);
}

/** What the names in it could be mistaken for. */
function alikeIn(vault: Vault, { entry: { id, type }, body, joins: [verified] }: Proposed): string[] {
  if (type === 'credential' && verified !== undefined) {
    return lookAlikesOf(vault, verified.join.person, verified.join.states.name);
  }
  if (type !== 'organisation' && type !== 'organisation-name') return [];
  const { organisation, name } = body as RegisterBody<'organisation-name'>;
  return alikeOrganisations(vault, name, { organisation, proposal: id });
}

/** What was stated last of whoever a credential is about, where it is not what the credential says. */
function isOvertaken({ entry, body }: Proposed, asked: readonly Asked[]): boolean {
  if (entry.type !== 'credential') return false;
  const { person, join } = body as RegisterBody<'credential'>;
  const newest = asked.find((each) => each.person === person);
  return newest !== undefined && newest.join !== join;
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
    lookAlikes: alikeIn(vault, proposed),
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
  organisation: async (vault, proposed) => {
    const { name, kind, anchor } = proposed.body as RegisterBody<'organisation'>;
    const lookAlikes = alikeIn(vault, proposed);
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
  'organisation-name': (vault, proposed) => {
    const { organisation, name } = proposed.body as RegisterBody<'organisation-name'>;
    const before = organisationName(vault, organisation);
    return { act: 'organisation-name', organisation, before, name, lookAlikes: alikeIn(vault, proposed) };
  },
  'organisation-status': (vault, { body }) => {
    const { organisation } = body as RegisterBody<'organisation-status'>;
    return { act: 'organisation-status', organisation, name: organisationName(vault, organisation) };
  },
  office: (vault, { body }) => {
    const { person, organisation: id, office } = body as RegisterBody<'office'>;
    const organisation = vault.view.organisation(id);
    const held = organisation === undefined ? [] : holdersAt(vault, organisation);
    const beside = held.filter((each) => each.office === office).map(({ name, number }) => `${name}, ${number}`);
    return { act: 'office', ...aboutPerson(vault, person), organisation: organisation?.name ?? '', office, beside };
  },
  'key-replacement': (vault, { body }) => {
    const { person } = body as RegisterBody<'key-replacement'>;
    const role = vault.person(person)?.role ?? 'clinician';
    return { act: 'key-replacement', ...aboutPerson(vault, person), role };
  },
  'rules-version': (_vault, { body }) => ({
    act: 'rules-version',
    version: (body as RegisterBody<'rules-version'>).version,
  }),
};

/** The entry that proposes it, and whether its person said something else since: what is pressed holds of that. */
function seenOfProposal(vault: Vault, proposed: Proposed, asked: readonly Asked[]): string {
  const about = seenOf(vault, 'confirm', { proposed: proposed.entry.id });
  return JSON.stringify([about, isOvertaken(proposed, asked), alikeIn(vault, proposed)]);
}

async function proposalView(
  vault: Vault,
  proposed: Proposed,
  asked: readonly Asked[],
): Promise<ProposalView | undefined> {
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
    isAhead: isDatedAhead(vault, entry.seq),
    lapsesAt: proposed.from + longestWait,
    from: vault.clock.now() < proposed.from ? proposed.from : 0,
    falls: fallen?.message ?? '',
    isOvertaken: isOvertaken(proposed, asked),
    seen: seenOfProposal(vault, proposed, asked),
    what: await says[entry.type as ProposedAct['act']](vault, proposed),
  };
}

export type Answer = 'confirm' | 'decline';

interface Answered {
  readonly found: Proposed;
  readonly seen: string;
}

async function answer(vault: Vault, type: Answer, { found, seen }: Answered, asked: readonly Asked[]): Promise<void> {
  const { id: proposed, bodyHash } = found.entry;
  const shows = (): string => seenOfProposal(vault, found, asked);
  await confirmAndWrite(vault, { type, body: { proposed, bodyHash }, seen, shows });
}

/** Acts of power of one officer, and what another says of them: each with a gesture. `seen`: of the proposal as shown. */
export interface ProposedDoor {
  /** Oldest first. */
  proposals(): Promise<ProposalView[]>;
  /** Another officer's: it takes effect. Refused, with what to do, where it cannot stand any more. */
  confirmProposal(proposal: string, seen: string): Promise<void>;
  /** Another officer's or one's own: it is dropped. */
  declineProposal(proposal: string, seen: string): Promise<void>;
}

/** What people said of themselves that waits, where anybody's credential waits, too. */
async function askedAbout(vault: Vault): Promise<readonly Asked[]> {
  const isAsked = [...vault.register.state.proposed.values()].some(({ entry }) => entry.type === 'credential');
  return isAsked ? askedNow(vault) : [];
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function proposedDoor(vault: Vault, current: () => Promise<void>): ProposedDoor {
  const answers = async (type: Answer, proposal: string, seen: string): Promise<void> => {
    await current();
    const found = vault.register.state.proposed.get(proposal as EntryId);
    if (found === undefined) {
      throw new Problem('wrong-state', 'This does not wait for a second officer any more. Reload the list.');
    }
    await answer(vault, type, { found, seen }, await askedAbout(vault));
  };
  return {
    proposals: async () => {
      await current();
      const asked = await askedAbout(vault);
      const waiting = [...vault.register.state.proposed.values()].map((each) => proposalView(vault, each, asked));
      return (await Promise.all(waiting)).flatMap((each) => each ?? []);
    },
    confirmProposal: async (proposal, seen) => {
      await current();
      await vault.freshness.require();
      await requireUndoubted(vault);
      await answers('confirm', proposal, seen);
    },
    declineProposal: (proposal, seen) => answers('decline', proposal, seen),
  };
}
