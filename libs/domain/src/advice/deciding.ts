import type { Clearance, ClearedThread, Recipient, VerifiedClearance } from '../clearance/document';
import { judgeClearance, judgeParties, judgeSigners } from '../clearance/judge';
import { refuse } from '../kernel/refusal';
import { gestureSeconds } from '../register/gestured';
import { assignedTo, proposalOf, type Moment } from './moment';
import type { AdviceState } from './state';

function sameRecipient(one: Recipient, other: Recipient): boolean {
  return (
    one.person === other.person && one.number === other.number && one.kid === other.kid && one.sealing === other.sealing
  );
}

/** Both were read strictly: one value has one spelling. */
function sameThreads(one: readonly ClearedThread[], other: readonly ClearedThread[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The decision is about exactly what was asked, fact by fact. */
function answersRequest(state: AdviceState, clearance: Clearance): boolean {
  const asked = state.dossier?.body;
  if (asked === undefined) return false;
  return [
    clearance.advice === state.id,
    clearance.request === state.request,
    clearance.dossier === state.submitted,
    clearance.room === state.room,
    clearance.roomHead.seq === asked.roomHead.seq && clearance.roomHead.hash === asked.roomHead.hash,
    clearance.org === state.org,
    clearance.requester === state.requester,
    sameRecipient(clearance.recipient, asked.recipient),
    clearance.purpose === asked.purpose,
    clearance.brief === asked.brief,
    sameThreads(clearance.threads, asked.threads),
    clearance.flags.join() === asked.flags.join(),
  ].every(Boolean);
}

/** The decision of this request's adviser, on exactly what was asked. */
export function answersHere(state: AdviceState, clearance: Clearance): void {
  if (clearance.by !== assignedTo(state)) refuse('not-assigned');
  if (clearance.root !== state.root) refuse('clearance-of-another-register');
  if (!answersRequest(state, clearance)) refuse('decision-differs');
}

/** The assigned adviser may decide; another one, who declared no conflict, may sign what the assigned one proposed. */
export function mayBeginDecision({ state, by }: Moment): void {
  if (assignedTo(state) === by) return;
  if (proposalOf(state) === undefined) refuse('not-assigned');
  if (state.conflicted.includes(by)) refuse('conflict-declared');
}

/** The assigned adviser sends a decision; what they proposed, the adviser whose second signature it bears. */
function sentBySigner({ state, view, by }: Moment, { hash, second }: VerifiedClearance): void {
  if (by === assignedTo(state)) return;
  if (proposalOf(state)?.hash !== hash) refuse('not-proposed');
  if (second === undefined || view.person(by)?.kid !== second.kid) refuse('second-adviser-invalid');
}

/** Signed a moment ago: what the first of two signed was fresh when it was proposed, and stands there since. */
export function signedJustNow({ state, by, at }: Moment, { clearance }: VerifiedClearance): void {
  if (by !== assignedTo(state)) return;
  if (clearance.at > at || at - clearance.at > gestureSeconds) refuse('gesture-too-old');
}

/** Whether this signed decision stands in this ledger now. Advising against needs no more than its adviser. */
export function mayDecide(now: Moment, verified: VerifiedClearance): void {
  const { clearance } = verified;
  mayBeginDecision(now);
  answersHere(now.state, clearance);
  sentBySigner(now, verified);
  signedJustNow(now, verified);
  if (clearance.outcome === 'advised-against') {
    judgeParties(clearance);
    judgeSigners(verified, now);
  } else {
    judgeClearance(verified, now);
  }
}
