import { scopeIs } from '../chain';
import { judgeClearance, judgeParties, judgeSigners } from '../clearance-rules';
import type { Clearance, ClearedThread, Recipient, VerifiedClearance } from '../documents';
import { refuse } from '../refusal';
import { mayDo, mayWrite, type Moment, type Rule } from './moment';
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

/** Whether this signed decision stands in this ledger now. Advising against needs no more than its adviser. */
export function mayDecide(now: Moment, verified: VerifiedClearance): void {
  const { state } = now;
  const { clearance } = verified;
  mayDo(now, 'decision');
  if (clearance.by !== now.by) refuse('not-assigned');
  if (clearance.root !== state.root) refuse('clearance-of-another-register');
  if (!answersRequest(state, clearance)) refuse('decision-differs');
  if (clearance.outcome === 'advised-against') {
    judgeParties(clearance);
    judgeSigners(verified, now);
  } else {
    judgeClearance(verified, now);
  }
}

export const decision: Rule<'decision'> = (now, entry, body, verified) => {
  if (verified === undefined) return refuse('document-missing');
  mayDecide(now, verified);
  scopeIs(entry, 'room');
  if (body.thread !== now.state.thread) refuse('no-such-thread');
  mayWrite(now, body.gen);
  const { clearance, hash } = verified;
  return { progress: { stage: 'decided', adviser: now.by, clearance, hash, at: entry.at } };
};

export const revoke: Rule<'revoke'> = (now, entry) => {
  mayDo(now, 'revoke');
  scopeIs(entry, 'room');
  const { progress } = now.state;
  if (progress.stage !== 'decided') return refuse('wrong-stage');
  return { progress: { stage: 'revoked', clearance: progress.clearance, by: now.by, at: entry.at } };
};
