import { adviceStages, Problem, proposalOf, type AdviceStage, type PersonId } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import { advisedBy } from '../keys/organisation-keys';
import { nameOf } from '../register/person-view';
import type { Vault } from '../vault';
import type { QueueLine } from '../request-views';
import type { Urgency } from '../views';
import { Decisions, revoke } from './decide';
import { requestView } from './request-view';
import { SecondDecisions } from './second';

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

const urgencies: readonly Urgency[] = ['routine', 'this-week', 'today'];

/** Whether one adviser has signed already: read in the request itself, since a list of the service's proves nothing. */
async function awaitsSecond(desk: Desk, ledger: string): Promise<boolean> {
  const advice = await desk.requests.open(ledger).catch(() => undefined);
  return advice !== undefined && proposalOf(advice.state) !== undefined;
}

async function queue(vault: Vault, desk: Desk): Promise<QueueLine[]> {
  await vault.register.sync();
  const { requests } = await vault.transport.call('clearances', 'queue', {});
  const taken = requests.filter(({ stage }) => stage === 'assigned').map(({ ledger }) => ledger);
  const waits = await Promise.all(taken.map(async (ledger) => ((await awaitsSecond(desk, ledger)) ? ledger : '')));
  return requests.map(({ ledger, stage, urgency, requester, adviser, submittedAt, pictures }) => ({
    advice: ledger,
    stage: adviceStages.find((known): known is AdviceStage => known === stage) ?? 'submitted',
    requester: nameOf(vault, requester),
    urgency: urgencies.find((known) => known === urgency) ?? 'routine',
    pictures,
    submittedAt,
    assignedTo: adviser === '' ? '' : nameOf(vault, adviser),
    mine: (adviser as PersonId) === vault.me,
    awaitsSecond: waits.includes(ledger),
  }));
}

/** An adviser's work: the queue, one request, the decision. */
export function adviserDoor(vault: Vault, desk: () => Promise<Desk>): AdviserDoor {
  const decisions = new Decisions();
  const second = new SecondDecisions();
  const told = (): void => {
    vault.changed({ about: 'requests' });
  };
  return {
    queue: async () => {
      const opened = await desk();
      // On sight: whoever opens the queue passes the key on to advisers who lack it.
      await opened.organisationKeys.tend(advisedBy(vault));
      return queue(vault, opened);
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
