import { Problem, type PersonId } from '@consilium/domain';
import { advisedBy, type OrganisationKeys } from '../replicas/organisation-keys';
import { requireNoNumber } from '../replicas/no-identifier';
import type { Vault } from '../vault/vault';
import { Decisions } from './first-decision';
import { organisationKeyView } from './organisation-key';
import { membersDoor, type MembersDoor } from './members';
import { Queue } from './queue';
import { confirmRecipientKeys } from './recipient-keys';
import { requestView } from './request-view';
import type { Requests } from './requests';
import { SecondDecisions } from './second-decision';
import { revoke, setStanding } from './standing';
import type { DecisionDraft, OrganisationKeyView, PreparedDecision, QueueLine, RequestView } from './views';
import { requireUndoubted } from '../vault/doubts';

/** The sealing key of the adviser's organisation: none is made, and nobody new is given it, unasked. */
interface OrganisationKeyDoor {
  organisationKey(): Promise<OrganisationKeyView>;
  /** The first key or the next one, where one is due; asks for a gesture. `seen`: of the key as shown. */
  makeOrganisationKey(seen: string): Promise<OrganisationKeyView>;
  /** Gives the key to an adviser who lacks it. */
  passOnOrganisationKey(person: string): Promise<OrganisationKeyView>;
}

/** What becomes of a decision that stands. `seen`: of the request as shown. */
interface StandingDoor {
  /** Ends a decision everywhere, for good; asks an adviser for a gesture. */
  revoke(advice: string, seen: string): Promise<void>;
  /** Suspends a decision everywhere, or lets it stand again; asks for a gesture. */
  setClearance(advice: string, status: 'suspended' | 'reinstated', seen: string): Promise<void>;
  /** The outside colleague's new keys are theirs; asks for a gesture. `seen`: of the keys as shown. */
  confirmRecipientKeys(advice: string, seen: string): Promise<void>;
}

/** Who has a request. */
interface TakingDoor {
  assignToMe(advice: string): Promise<void>;
  /** It waits for an adviser again. `to`: whom it is handed on to, "" for nobody; `conflict`: of one's own. */
  giveBack(advice: string, to: string, conflict: boolean): Promise<void>;
}

/** An adviser's work: the queue, one request, the decision. */
export interface AdviserDoor extends OrganisationKeyDoor, TakingDoor, StandingDoor, MembersDoor {
  queue(): Promise<QueueLine[]>;
  request(advice: string): Promise<RequestView>;
  ask(advice: string, question: string): Promise<void>;
  prepareDecision(draft: DecisionDraft): Promise<PreparedDecision>;
  /** Where a duty asks for two advisers (`secondAdviserDue`), lets nobody in yet: it waits for the second. */
  decide(prepared: string): Promise<void>;
  /** For another adviser than the first: exactly what the first one signed, to be signed as well. */
  prepareSecond(advice: string): Promise<PreparedDecision>;
  decideSecond(prepared: string): Promise<void>;
}

interface Desk {
  readonly requests: Requests;
  readonly organisationKeys: OrganisationKeys;
}

function organisationKeyDoor(vault: Vault, desk: () => Promise<Pick<Desk, 'organisationKeys'>>): OrganisationKeyDoor {
  const after = async (act: (keys: OrganisationKeys) => Promise<void>): Promise<OrganisationKeyView> => {
    const { organisationKeys } = await desk();
    await vault.freshness.require();
    await requireUndoubted(vault);
    await act(organisationKeys);
    return organisationKeyView(vault, organisationKeys);
  };
  return {
    organisationKey: async () => organisationKeyView(vault, (await desk()).organisationKeys),
    makeOrganisationKey: (seen) => after((keys) => keys.make(advisedBy(vault), seen)),
    passOnOrganisationKey: (person) => after((keys) => keys.passOn(advisedBy(vault), person as PersonId)),
  };
}

function standingDoor(desk: () => Promise<Pick<Desk, 'requests'>>, told: () => void): StandingDoor {
  return {
    revoke: async (id, seen) => {
      await revoke(await (await desk()).requests.open(id), seen);
      told();
    },
    confirmRecipientKeys: async (id, seen) => {
      await confirmRecipientKeys(await (await desk()).requests.open(id), seen);
      told();
    },
    setClearance: async (id, status, seen) => {
      await setStanding(await (await desk()).requests.open(id), status, seen);
      told();
    },
  };
}

function takingDoor(vault: Vault, desk: () => Promise<Pick<Desk, 'requests'>>, told: () => void): TakingDoor {
  return {
    assignToMe: async (id) => {
      const advice = await (await desk()).requests.open(id);
      await advice.simply('assign', { adviser: vault.me, noConflict: true });
      told();
    },
    giveBack: async (id, to, conflict) => {
      const advice = await (await desk()).requests.open(id);
      await advice.simply('give-back', { to, conflict });
      told();
    },
  };
}

export function adviserDoor(vault: Vault, desk: () => Promise<Desk>): AdviserDoor {
  const decisions = new Decisions();
  const second = new SecondDecisions();
  const queue = new Queue(vault);
  const told = (): void => {
    vault.changed({ about: 'requests' });
  };
  return {
    queue: async () => {
      const { requests, organisationKeys } = await desk();
      // Whoever was given the key and says that it did not open is given it again: nobody new is given it unasked.
      const organisation = advisedBy(vault);
      // What cannot be mended now keeps nobody from the list.
      await organisationKeys.mend(organisation).catch(() => undefined);
      return queue.lines(requests);
    },
    request: async (id) => requestView(await (await desk()).requests.open(id)),
    ask: async (id, question) => {
      if (question.trim() === '') throw new Problem('bad-input', 'Write your question first.');
      requireNoNumber('Your question', [question]);
      const advice = await (await desk()).requests.open(id);
      await advice.post('question', question.trim(), {});
      told();
    },
    prepareDecision: async (draft) => {
      const { requests } = await desk();
      return decisions.prepare(await requests.open(draft.advice), draft);
    },
    decide: async (prepared) => {
      await desk();
      await decisions.decide(prepared);
      told();
    },
    prepareSecond: async (id) => second.prepare(await (await desk()).requests.open(id)),
    decideSecond: async (prepared) => {
      await desk();
      await second.decide(prepared);
      told();
    },
    ...takingDoor(vault, desk, told),
    ...standingDoor(desk, told),
    ...organisationKeyDoor(vault, desk),
    ...membersDoor(vault, async () => {
      await desk();
      await vault.register.sync();
    }),
  };
}
