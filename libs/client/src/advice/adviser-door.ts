import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import { advisedBy } from '../replicas/organisation-keys';
import type { Vault } from '../vault/vault';
import { Decisions, revoke } from './first-decision';
import { Queue } from './queue';
import { requestView } from './request-view';
import { SecondDecisions } from './second-decision';

export type AdviserDoor = Pick<
  Door,
  | 'queue'
  | 'request'
  | 'assignToMe'
  | 'ask'
  | 'prepareDecision'
  | 'decide'
  | 'prepareSecond'
  | 'decideSecond'
  | 'revoke'
  | 'organisationKey'
>;

/** An adviser's work: the queue, one request, the decision. */
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
      return queue.lines(opened);
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
    organisationKey: async () => {
      const { organisationKeys } = await desk();
      return organisationKeys.tend(advisedBy(vault));
    },
  };
}
