import { Problem } from '@consilium/domain';
import type { AssertedPasskey } from '../sign-in';
import { advisedBy, type OrganisationKeys, type OrganisationKeyState } from '../replicas/organisation-keys';
import type { Vault } from '../vault/vault';
import { Decisions, revoke } from './first-decision';
import { Queue } from './queue';
import { requestView } from './request-view';
import type { Requests } from './requests';
import { SecondDecisions } from './second-decision';
import type { DecisionDraft, PreparedDecision, QueueLine, RequestView } from './views';

/** An adviser's work: the queue, one request, the decision. */
export interface AdviserDoor {
  queue(): Promise<QueueLine[]>;
  request(advice: string): Promise<RequestView>;
  assignToMe(advice: string): Promise<void>;
  ask(advice: string, question: string): Promise<void>;
  prepareDecision(draft: DecisionDraft): Promise<PreparedDecision>;
  /** Where a duty asks for two advisers (`secondAdviserDue`), lets nobody in yet: it waits for the second. */
  decide(prepared: string, passkey: AssertedPasskey): Promise<void>;
  /** For another adviser than the first: exactly what the first one signed, to be signed as well. */
  prepareSecond(advice: string): Promise<PreparedDecision>;
  decideSecond(prepared: string, passkey: AssertedPasskey): Promise<void>;
  revoke(advice: string): Promise<void>;
  /** True once the organisation's sealing key exists and this adviser holds it; makes or passes it on when possible. */
  organisationKey(): Promise<OrganisationKeyState>;
  /** Where its newest key did not reach this device: a new one, for exactly the same advisers. */
  beginOrganisationKey(): Promise<void>;
}

interface Desk {
  readonly requests: Requests;
  readonly organisationKeys: OrganisationKeys;
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
      const opened = await desk();
      // On sight: whoever opens the queue passes the key on to advisers who lack it.
      await opened.organisationKeys.tend(advisedBy(vault));
      return queue.lines(opened.requests);
    },
    request: async (id) => requestView(await (await desk()).requests.open(id)),
    assignToMe: async (id) => {
      const advice = await (await desk()).requests.open(id);
      await advice.simply('assign', { adviser: vault.me, noConflict: true });
      told();
    },
    ask: async (id, question) => {
      if (question.trim() === '') throw new Problem('bad-input', 'Write your question first.');
      const advice = await (await desk()).requests.open(id);
      await advice.post('question', question.trim());
      told();
    },
    prepareDecision: async (draft) => {
      const { requests } = await desk();
      return decisions.prepare(await requests.open(draft.advice), draft);
    },
    decide: async (prepared, passkey) => {
      await desk();
      await decisions.decide(prepared, passkey);
      told();
    },
    prepareSecond: async (id) => second.prepare(await (await desk()).requests.open(id)),
    decideSecond: async (prepared, passkey) => {
      await desk();
      await second.decide(prepared, passkey);
      told();
    },
    revoke: async (id) => {
      await revoke(await (await desk()).requests.open(id));
      told();
    },
    organisationKey: async () => (await desk()).organisationKeys.tend(advisedBy(vault)),
    beginOrganisationKey: async () => (await desk()).organisationKeys.restart(advisedBy(vault)),
  };
}
