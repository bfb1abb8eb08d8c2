import {
  adviceStages,
  isOver,
  proposalOf,
  readWord,
  stageAt,
  type AdviceBody,
  type AdviceStage,
  type Clearance,
  type Outside,
  type PersonId,
  type RoomState,
} from '@consilium/domain';
import { readClearance, type AppliedEntry } from '@consilium/ledger';
import { isAnchored, nameOf, organisationName, personViewOf } from '../register';
import type { NumberedPicture } from '../pictures';
import type { Room } from '../replicas/room';
import { filedDossier } from './filed-dossier';
import { historyOf } from './history';
import { waitsForKeys } from './recipient-keys';
import { askedIn, stepsOf } from './steps';
import type { DecisionView, QuestionView, ShareView } from './views';
import type { Advice } from '../replicas/advice';
import type { Vault } from '../vault/vault';

/** Questions with the answers that followed them. */
export async function questionsOf(advice: Advice): Promise<QuestionView[]> {
  const questions: QuestionView[] = [];
  for (const each of advice.log.entries) {
    if (each.entry.type === 'question') {
      questions.push({
        at: each.entry.at,
        question: await advice.read(each),
        answer: undefined,
        answeredAt: undefined,
        isOver: false,
      });
    }
    const open = questions.at(-1);
    if (each.entry.type === 'give-back' && open !== undefined) {
      questions[questions.length - 1] = { ...open, isOver: open.answer === undefined };
    }
    if (each.entry.type === 'answer' && open !== undefined) {
      questions[questions.length - 1] = { ...open, answer: await advice.read(each), answeredAt: each.entry.at };
    }
  }
  return questions;
}

/** The entry in which the first of two advisers signed, while the second has not. */
export function proposalEntry(advice: Advice): AppliedEntry | undefined {
  const proposal = proposalOf(advice.state);
  return proposal && advice.entriesOf('proposal').find(({ entry }) => entry.id === proposal.entry);
}

/** Where two signed, the reasons are the first adviser's own: the second signed what stood there, and adds nothing. */
function reasonsEntry(advice: Advice, decision: AppliedEntry): AppliedEntry {
  const { clearance, second } = decision.body as AdviceBody<'decision'>;
  if (second === undefined) return decision;
  const isSame = ({ body }: AppliedEntry): boolean => (body as AdviceBody<'proposal'>).clearance === clearance;
  return advice.entriesOf('proposal').find(isSame) ?? decision;
}

async function viewOf(advice: Advice, clearance: Clearance, signed: AppliedEntry): Promise<DecisionView> {
  const { second } = signed.body as AdviceBody<'decision'>;
  return {
    outcome: clearance.outcome,
    conditions: [...clearance.conditions],
    reasons: await advice.read(reasonsEntry(advice, signed)),
    adviser: nameOf(advice.vault, clearance.by),
    secondAdviser: second === undefined ? '' : nameOf(advice.vault, signed.entry.by),
    organisation: organisationName(advice.vault, clearance.org),
    isAnchored: isAnchored(advice.vault, clearance.org),
    at: clearance.at,
    joinBy: clearance.joinBy,
    memberUntil: clearance.memberUntil,
  };
}

export async function decisionView(advice: Advice): Promise<DecisionView | undefined> {
  const { progress } = advice.state;
  const entry = advice.entriesOf('decision').at(-1);
  if (!('clearance' in progress) || entry === undefined) return undefined;
  return viewOf(advice, progress.clearance, entry);
}

/** What the first adviser signed, for the second to read. */
export async function proposedView(advice: Advice): Promise<DecisionView | undefined> {
  const entry = proposalEntry(advice);
  if (entry === undefined) return undefined;
  const { clearance } = entry.body as AdviceBody<'proposal'>;
  const { payload } = await readClearance(advice.vault.books.advice, clearance);
  return viewOf(advice, payload, entry);
}

export function submittedAt(advice: Advice): number | undefined {
  return advice.entriesOf('submit').at(-1)?.entry.at;
}

function outsideOf(state: RoomState | undefined, advice: Advice): Outside | undefined {
  const { progress } = advice.state;
  return 'clearance' in progress ? state?.outsiders.get(progress.clearance.id) : undefined;
}

function admittedAs(share: Outside, now: number): ShareView['admission'] {
  const { stage } = share.stage;
  return stage === 'removed' || isOver(share) || now >= share.clearance.memberUntil ? 'over' : stage;
}

/** Whether the consent that was asked about still stands: no decision on another version lets anybody in. */
function isStillAsked({ state: { dossier } }: Advice, room: RoomState | undefined): boolean {
  if (room === undefined) return true;
  return (dossier?.body.threads ?? []).every(({ thread, consent }) => {
    const newest = room.threads.get(thread)?.consent;
    return newest === undefined || (newest.version === consent.version && newest.withdrawn === 'no');
  });
}

function admissionOf(
  advice: Advice,
  stage: AdviceStage,
  room: RoomState | undefined,
  now: number,
): ShareView['admission'] {
  const outside = outsideOf(room, advice);
  const { progress } = advice.state;
  if (outside !== undefined) return admittedAs(outside, now);
  if (stage === 'revoked' || stage === 'withdrawn' || stage === 'expired') return 'over';
  if (!isStillAsked(advice, room)) return 'over';
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return 'not-yet';
  const standing = advice.vault.view.clearance(progress.clearance.id, progress.hash, progress.clearance.org);
  return standing === 'good' && now <= progress.clearance.joinBy ? 'ready' : 'over';
}

/** Whether the decision still has somebody to let in. */
const isOpen = (admission: ShareView['admission']): boolean =>
  admission === 'ready' || admission === 'admitted' || admission === 'accepted';

const byStage: Readonly<Record<AdviceStage, string>> = {
  draft: 'Not sent yet. Send it again.',
  submitted: 'Waiting for an adviser of your defence organisation to take it.',
  assigned: 'Waiting for the adviser to decide.',
  questioned: 'The adviser asked you something. Answer to go on.',
  proposed: 'One adviser has signed. Waiting for a second one, which what you ticked asks for.',
  decided: 'Your defence organisation advised against this share. Read its reasons.',
  suspended:
    'Your defence organisation suspended the decision: the colleague can read nothing until it is reinstated. Talk to them.',
  withdrawn: 'You withdrew this request.',
  revoked: 'The decision was revoked. Ask again if you still need the opinion.',
  expired: 'The time of this decision has passed. Ask again if you still need the opinion.',
};
const byAdmission: Readonly<Record<Exclude<ShareView['admission'], 'not-yet'>, string>> = {
  ready: 'No medico-legal objection. Invite the colleague to go on.',
  admitted: 'Waiting for the outside colleague to accept.',
  accepted: 'The outside colleague has accepted and can read the pictures the decision names.',
  declined: 'The outside colleague declined. Ask somebody else.',
  over: 'This share is over: its time passed, it was ended, or what was agreed to was withdrawn or changed.',
};

const keysWait =
  'The colleague has new keys, and your defence organisation has to confirm them. Until then they are let in nowhere by this decision.';

const ended: readonly AdviceStage[] = ['withdrawn', 'revoked', 'expired'];
const consentGone =
  'What this asks about was withdrawn or changed since: no decision on it lets anybody in. Withdraw the request, and ask again if you need the opinion.';

function nextOf(advice: Advice, stage: AdviceStage, admission: ShareView['admission']): string {
  if (isOpen(admission) && waitsForKeys(advice)) return keysWait;
  if (admission === 'not-yet' || stage === 'suspended') return byStage[stage];
  if (admission !== 'over' || stage === 'decided') return byAdmission[admission];
  return ended.includes(stage) ? byStage[stage] : consentGone;
}

/** The pictures asked about, as the room calls them; where the room is not loaded, as the requester's own dossier does. */
async function picturesOf(advice: Advice, room: Room | undefined): Promise<NumberedPicture[]> {
  const state = room?.log.replica?.state;
  const asked = advice.state.dossier;
  const numbered =
    state === undefined
      ? await statedPictures(advice)
      : (asked?.body.threads ?? []).flatMap(({ thread, picture }) => {
          const number = state.pictures.get(picture);
          const withdrawn = (state.threads.get(thread)?.consent?.withdrawn ?? 'no') !== 'no';
          return number === undefined ? [] : [{ number, withdrawn }];
        });
  return numbered.toSorted((one, other) => one.number - other.number);
}

async function statedPictures(advice: Advice): Promise<NumberedPicture[]> {
  const dossier = await filedDossier(advice);
  return (dossier?.value?.pictures ?? []).map(({ number }) => ({ number, withdrawn: false }));
}

/** Who took the request, by name; "" while nobody has. */
export function adviserOf({ vault, state: { progress } }: Advice): string {
  return 'adviser' in progress ? nameOf(vault, progress.adviser) : '';
}

/** Its steps as the talk of its case tells them, and the newest line about it there: the one that let the colleague in, if any. */
function toldIn(
  room: Room | undefined,
  advice: Advice,
  { stage, outside }: { readonly stage: AdviceStage; readonly outside: Outside | undefined },
): Pick<ShareView, 'steps' | 'saidAt'> {
  const steps = stepsOf(advice, stage, outside !== undefined);
  const admitted = room?.log.entries.find(({ entry: { seq } }) => seq === outside?.admitSeq)?.entry.id;
  return { steps, saidAt: admitted ?? steps.at(-1)?.line.entry ?? askedIn(room, advice.id) };
}

/** One request as its requester sees it. `room`: the requester's own, when it is loaded. */
export async function shareView(advice: Advice, room: Room | undefined): Promise<ShareView> {
  const { vault, state } = advice;
  const now = vault.clock.now();
  const roomState = room?.log.replica?.state;
  const outside = outsideOf(roomState, advice);
  const used = roomState === undefined ? {} : { used: outside?.stage.stage === 'accepted' };
  const stage = stageAt(state, now, { view: vault.view, ...used });
  const admission = admissionOf(advice, stage, roomState, now);
  const dossier = state.dossier?.body;
  return {
    advice: advice.id,
    room: state.room,
    stage,
    recipient: personViewOf(vault, dossier?.recipient.person ?? ('' as PersonId)),
    pictures: await picturesOf(advice, room),
    submittedAt: submittedAt(advice),
    adviser: adviserOf(advice),
    questions: await questionsOf(advice),
    decision: await decisionView(advice),
    admission,
    waitsForKeys: isOpen(admission) && waitsForKeys(advice),
    next: advice.log.stopped || nextOf(advice, stage, admission),
    history: historyOf(advice),
    ...toldIn(room, advice, { stage, outside }),
  };
}

/** A request that cannot be read just now: what the service says of it, and why there is no more. */
export function unreadShare(
  vault: Vault,
  { ledger, room, stage }: { readonly ledger: string; readonly room: string; readonly stage: string },
  why: string,
  loaded: Room | undefined,
): ShareView {
  return {
    advice: ledger,
    room,
    stage: readWord(adviceStages, stage),
    recipient: { ...personViewOf(vault, '' as PersonId), name: 'A colleague outside' },
    pictures: [],
    submittedAt: undefined,
    adviser: '',
    questions: [],
    decision: undefined,
    admission: 'not-yet',
    waitsForKeys: false,
    next: why,
    history: [],
    steps: [],
    saidAt: askedIn(loaded, ledger),
  };
}
