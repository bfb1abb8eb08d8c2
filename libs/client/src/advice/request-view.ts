import { needsSecondAdviser, Problem, stageAt } from '@consilium/domain';
import { heldWords } from '../ledgers/held-words';
import { personViewOf } from '../register';
import type { Advice } from '../replicas/advice';
import { readPicture, wholeDossier } from './dossier';
import { filedDossier } from './filed-dossier';
import { couldTake, nameOfHanded } from './giving-back';
import { historyOf } from './history';
import { adviserOf, decisionView, proposedView, questionsOf, submittedAt } from './share-view';
import { recipientKeysView } from './recipient-keys';
import { seenOfDecision } from './standing';
import type { RequestView } from './views';

/** What an adviser sees of a request: the sealed reasons and the facts, never a picture or a thread of the room. */
export async function requestView(advice: Advice): Promise<RequestView> {
  const { vault, state } = advice;
  const body = state.dossier?.body;
  const filed = await filedDossier(advice);
  if (body === undefined || filed === undefined) throw new Problem('wrong-state', 'This request was not sent yet.');
  const { brief, reasons, alternatives, pictures } = wholeDossier(filed);
  const recorded = body.threads.map(({ consent }, index) => readPicture(pictures[index], consent));
  return {
    advice: advice.id,
    stage: stageAt(state, vault.clock.now(), { view: vault.view }),
    requester: personViewOf(vault, state.requester),
    recipient: personViewOf(vault, body.recipient.person),
    purpose: body.purpose,
    urgency: body.urgency,
    ...{ brief, reasons, alternatives },
    pictures: recorded.toSorted((one, other) => one.number - other.number),
    notIdentifiers: [...body.notIdentifiers],
    flags: [...body.flags],
    secondAdviserDue: needsSecondAdviser(body),
    submittedAt: submittedAt(advice) ?? 0,
    assignedTo: adviserOf(advice),
    handedTo: nameOfHanded(advice),
    couldTake: couldTake(advice),
    assignedToMe: 'adviser' in state.progress && state.progress.adviser === vault.me,
    questions: await questionsOf(advice),
    decision: await decisionView(advice),
    proposed: await proposedView(advice),
    history: historyOf(advice),
    held: heldWords(vault, advice.log),
    newKeys: recipientKeysView(advice),
    seen: seenOfDecision(advice),
  };
}
