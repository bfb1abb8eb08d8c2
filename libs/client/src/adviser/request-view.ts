import { needsSecondAdviser, stageAt, type PersonId } from '@consilium/domain';
import { personViewOf, nameOf } from '../register/person-view';
import type { Advice } from '../shares/advice';
import { readConsent, readDossier } from '../shares/dossier';
import { decisionView, questionsOf, submittedAt } from '../shares/share-view';
import type { RequestView } from '../views';

/** What an adviser sees of a request: the sealed reasons and the facts, never a picture or a thread of the room. */
export async function requestView(advice: Advice): Promise<RequestView> {
  const { vault, state } = advice;
  const body = state.dossier?.body;
  const filed = advice.entriesOf('dossier').find(({ entry }) => entry.id === state.dossier?.entry);
  const dossier = readDossier(filed === undefined ? '{}' : await advice.text(filed));
  const consents = await Promise.all(
    (body?.threads ?? []).map(({ consent }, index) => readConsent(dossier.consents[index], consent)),
  );
  const assigned = 'adviser' in state.progress ? state.progress.adviser : undefined;
  return {
    advice: advice.id,
    stage: stageAt(state, vault.clock.now()),
    requester: personViewOf(vault, state.requester),
    recipient: personViewOf(vault, body?.recipient.person ?? ('' as PersonId)),
    purpose: body?.purpose ?? 'direct-care',
    urgency: body?.urgency ?? 'routine',
    brief: dossier.brief,
    reasons: dossier.reasons,
    alternatives: dossier.alternatives,
    pictures: consents.map((consent, index) => ({ number: index + 1, consent, caption: '' })),
    flags: [...(body?.flags ?? [])],
    secondAdviserDue: needsSecondAdviser(body?.flags ?? []),
    submittedAt: submittedAt(advice) ?? 0,
    assignedTo: assigned === undefined ? '' : nameOf(vault, assigned),
    assignedToMe: assigned === vault.me,
    questions: await questionsOf(advice),
    decision: await decisionView(advice),
  };
}
