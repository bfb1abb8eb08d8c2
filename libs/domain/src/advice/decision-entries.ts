import { assignedTo, mayBeginDecision, mayDo, mayWrite, proposalOf, type Moment, type Rule } from './moment';
import type { AdviceState } from './state';
import type { Clearance, ClearedThread, Recipient, VerifiedClearance } from '../clearance/document';
import { judgeClearance, judgeParties, judgeProposed, judgeSigners } from '../clearance/judge';
import { scopeIs } from '../kernel/chain';
import type { Gesture } from '../kernel/keys';
import { refuse } from '../kernel/refusal';

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

function answersHere(state: AdviceState, clearance: Clearance): void {
  if (clearance.by !== assignedTo(state)) refuse('not-assigned');
  if (clearance.root !== state.root) refuse('clearance-of-another-register');
  if (!answersRequest(state, clearance)) refuse('decision-differs');
}

/** The assigned adviser sends a decision; what they proposed, the adviser whose second signature it bears. */
function sentBySigner({ state, view, by }: Moment, { hash, second }: VerifiedClearance): void {
  if (by === assignedTo(state)) return;
  if (proposalOf(state)?.hash !== hash) refuse('not-proposed');
  if (second === undefined || view.person(by)?.kid !== second.kid) refuse('second-adviser-invalid');
}

/** Whether what the first of two advisers signed may wait here for the second. */
export function mayPropose(now: Moment, verified: VerifiedClearance): void {
  mayDo(now, 'proposal');
  answersHere(now.state, verified.clearance);
  judgeProposed(verified, now);
}

/** Whether this signed decision stands in this ledger now. Advising against needs no more than its adviser. */
export function mayDecide(now: Moment, verified: VerifiedClearance): void {
  const { clearance } = verified;
  mayBeginDecision(now);
  answersHere(now.state, clearance);
  sentBySigner(now, verified);
  if (clearance.outcome === 'advised-against') {
    judgeParties(clearance);
    judgeSigners(verified, now);
  } else {
    judgeClearance(verified, now);
  }
}

function sealedHere(now: Moment, entry: Parameters<Rule<'decision'>>[1], body: { thread: string; gen: number }): void {
  scopeIs(entry, 'room');
  if (body.thread !== now.state.thread) refuse('no-such-thread');
  mayWrite(now, body.gen);
}

export const proposal: Rule<'proposal'> = (now, entry, body, verified) => {
  if (verified === undefined) return refuse('document-missing');
  mayPropose(now, verified);
  sealedHere(now, entry, body);
  const { gesture } = body;
  const proposed = { entry: entry.id, hash: verified.hash, gesture };
  return { progress: { stage: 'assigned', adviser: now.by, at: entry.at, proposal: proposed } };
};

/** The first adviser's gesture was fresh when it was proposed; no other may stand in its place. */
function asProposed(now: Moment, gesture: Gesture): void {
  if (now.by === assignedTo(now.state)) return;
  if (JSON.stringify(proposalOf(now.state)?.gesture) !== JSON.stringify(gesture)) refuse('not-proposed');
}

export const decision: Rule<'decision'> = (now, entry, body, verified) => {
  if (verified === undefined) return refuse('document-missing');
  mayDecide(now, verified);
  asProposed(now, body.gesture);
  sealedHere(now, entry, body);
  const { clearance, hash } = verified;
  return { progress: { stage: 'decided', adviser: clearance.by, clearance, hash, at: entry.at } };
};

export const revoke: Rule<'revoke'> = (now, entry) => {
  mayDo(now, 'revoke');
  scopeIs(entry, 'room');
  const { progress } = now.state;
  if (progress.stage !== 'decided') return refuse('wrong-stage');
  return { progress: { stage: 'revoked', clearance: progress.clearance, by: now.by, at: entry.at } };
};
