import { stageAt, type AdviceStage, type Outside, type PersonId, type RoomState, type ThreadId } from '@consilium/domain';
import { nameOf, organisationName, personViewOf } from '../register/person-view';
import type { Room } from '../rooms/room';
import { pictureThreads } from '../rooms/thread-view';
import type { DecisionView, ShareView } from '../views';
import type { Advice } from './advice';

/** Questions with the answers that followed them. */
export async function questionsOf(advice: Advice): Promise<ShareView['questions']> {
  const questions: ShareView['questions'] = [];
  for (const each of advice.log.entries) {
    if (each.entry.type === 'question') {
      questions.push({ at: each.entry.at, question: await advice.text(each), answer: '', answeredAt: undefined });
    }
    const open = questions.at(-1);
    if (each.entry.type === 'answer' && open !== undefined) {
      questions[questions.length - 1] = { ...open, answer: await advice.text(each), answeredAt: each.entry.at };
    }
  }
  return questions;
}

export async function decisionView(advice: Advice): Promise<DecisionView | undefined> {
  const { progress } = advice.state;
  const entry = advice.entriesOf('decision').at(-1);
  if (!('clearance' in progress) || entry === undefined) return undefined;
  const { clearance } = progress;
  return {
    outcome: clearance.outcome,
    conditions: [...clearance.conditions],
    reasons: await advice.text(entry),
    adviser: nameOf(advice.vault, clearance.by),
    organisation: organisationName(advice.vault, clearance.org),
    at: clearance.at,
    joinBy: clearance.joinBy,
    memberUntil: clearance.memberUntil,
  };
}

export function submittedAt(advice: Advice): number | undefined {
  return advice.entriesOf('submit').at(-1)?.entry.at;
}

function outsideOf(state: RoomState | undefined, advice: Advice): Outside | undefined {
  const { progress } = advice.state;
  return 'clearance' in progress ? state?.outsiders.get(progress.clearance.id) : undefined;
}

function admissionOf(advice: Advice, stage: AdviceStage, outside: Outside | undefined, now: number): ShareView['admission'] {
  const { progress } = advice.state;
  if (outside !== undefined) {
    if (outside.stage.stage === 'removed' || now >= outside.clearance.memberUntil) return 'over';
    return outside.stage.stage;
  }
  if (stage === 'revoked' || stage === 'withdrawn' || stage === 'expired') return 'over';
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return 'not-yet';
  const standing = advice.vault.view.clearance(progress.clearance.id, progress.hash as never);
  return standing === 'good' && now <= progress.clearance.joinBy ? 'ready' : 'over';
}

const byStage: Readonly<Record<AdviceStage, string>> = {
  draft: 'Not sent yet. Send it again.',
  submitted: 'Waiting for an adviser of your defence organisation to take it.',
  assigned: 'Waiting for the adviser to decide.',
  questioned: 'The adviser asked you something. Answer to go on.',
  decided: 'Your defence organisation advised against this share. Read its reasons.',
  withdrawn: 'You withdrew this request.',
  revoked: 'The decision was revoked. Ask again if you still need the opinion.',
  expired: 'The time of this decision has passed. Ask again if you still need the opinion.',
};
const byAdmission: Readonly<Record<Exclude<ShareView['admission'], 'not-yet'>, string>> = {
  ready: 'No medico-legal objection. Invite the colleague to go on.',
  admitted: 'Waiting for the outside colleague to accept.',
  accepted: 'The outside colleague has accepted and can read what was cleared.',
  declined: 'The outside colleague declined. Ask somebody else.',
  over: 'This share is over.',
};

function nextOf(stage: AdviceStage, admission: ShareView['admission']): string {
  if (admission === 'not-yet') return byStage[stage];
  return admission === 'over' && stage !== 'decided' ? byStage[stage] : byAdmission[admission];
}

/** One request as its requester sees it. `room`: the requester's own, when it is loaded. */
export async function shareView(advice: Advice, room: Room | undefined): Promise<ShareView> {
  const { vault, state } = advice;
  const now = vault.clock.now();
  const roomState = room?.log.replica?.state;
  const outside = outsideOf(roomState, advice);
  const stage = stageAt(state, now, roomState === undefined ? undefined : outside?.stage.stage === 'accepted');
  const admission = admissionOf(advice, stage, outside, now);
  const numbers = new Map<ThreadId, number>((room === undefined ? [] : pictureThreads(room)).map(({ id }, at) => [id, at + 1]));
  const dossier = state.dossier?.body;
  return {
    advice: advice.id,
    room: state.room,
    stage,
    recipient: personViewOf(vault, dossier?.recipient.person ?? ('' as PersonId)),
    pictures: (dossier?.threads ?? []).map(({ thread }) => numbers.get(thread) ?? 0),
    submittedAt: submittedAt(advice),
    adviser: 'adviser' in state.progress ? nameOf(vault, state.progress.adviser) : '',
    questions: await questionsOf(advice),
    decision: await decisionView(advice),
    admission,
    next: nextOf(stage, admission),
  };
}
