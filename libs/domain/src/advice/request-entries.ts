import type { AdviceBody } from './bodies';
import { assignedTo, mayDo, mayWrite, usableKey, type Change, type Moment, type Rule } from './moment';
import type { AdviceStage, AdviceState } from './state';
import { judgeRecipient } from '../clearance/judge';
import { scopeIs } from '../kernel/chain';
import type { PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { isActiveAdviser } from '../register/view';

/** Grants to exactly the requester and the organisation, under the newest generation of its key. */
export const rotate: Rule<'rotate'> = (now, entry, body) => {
  const { state } = now;
  mayDo(now, 'rotate');
  if (body.thread !== state.thread) refuse('no-such-thread');
  scopeIs(entry, [state.thread]);
  if (body.gen !== state.gen + 1) refuse('wrong-generation');
  if ((body.back === '') !== (body.gen === 1)) refuse('wrong-back');
  if (body.orgGen !== usableKey(now.view, state.org, now.at).gen) refuse('org-key-due');
  const recipients = body.grants.map(({ recipient }) => recipient);
  if (recipients.join() !== recipientsOf(state).join()) refuse('wrong-recipients');
  return { gen: body.gen, kc: body.kc, orgGen: body.orgGen };
};

/** The two to whom every generation of an advice thread is granted, sorted. The organisation's id stands for its advisers. */
export function recipientsOf({ requester, org }: Pick<AdviceState, 'requester' | 'org'>): readonly PersonId[] {
  return [requester, org as string as PersonId].toSorted();
}

/** Sealed content of the dossier thread, at its newest generation. */
function inThread(now: Moment, entry: Parameters<Rule<'dossier'>>[1], body: { thread: string; gen: number }): void {
  if (body.thread !== now.state.thread) refuse('no-such-thread');
  scopeIs(entry, [now.state.thread]);
  mayWrite(now, body.gen);
}

function namesEachOnce({ threads }: AdviceBody<'dossier'>): void {
  if (new Set(threads.map(({ thread }) => thread)).size !== threads.length) refuse('threads-repeated');
}

export const dossier: Rule<'dossier'> = (now, entry, body) => {
  mayDo(now, 'dossier');
  inThread(now, entry, body);
  namesEachOnce(body);
  if (body.recipient.person === now.by) refuse('parties-not-distinct');
  judgeRecipient(body.recipient, now);
  return { dossier: { entry: entry.id, hash: entry.bodyHash, body } };
};

/** First to the organisation; after a question, to the adviser who asked it. */
function submitted({ state, at }: Moment, to: AdviceStage): AdviceState['progress'] {
  const adviser = assignedTo(state);
  return to === 'assigned' && adviser !== undefined ? { stage: 'assigned', adviser, at } : { stage: 'submitted', at };
}

export const submit: Rule<'submit'> = (now, entry, body) => {
  const to = mayDo(now, 'submit');
  scopeIs(entry, 'room');
  if (now.state.dossier?.hash !== body.dossier) refuse('dossier-not-newest');
  return { request: entry.id, submitted: body.dossier, submittedAt: entry.at, progress: submitted(now, to) };
};

/** A takeover waits until the assigned adviser is no longer active. */
export function mayTake(now: Moment): AdviceStage {
  const { state, view, at, by } = now;
  if (by === state.requester) refuse('own-request');
  const to = mayDo(now, 'assign');
  if (state.dossier?.body.recipient.person === by) refuse('own-request');
  const adviser = assignedTo(state);
  if (adviser !== undefined && isActiveAdviser(view.person(adviser), state.org, at)) refuse('already-assigned');
  return to;
}

export const assign: Rule<'assign'> = (now, entry, body) => {
  if (body.adviser !== now.by) refuse('only-for-oneself');
  if (!body.noConflict) refuse('conflict-declared');
  const stage = mayTake(now);
  scopeIs(entry, 'room');
  const taken = { adviser: body.adviser, at: entry.at };
  return { progress: stage === 'questioned' ? { stage, ...taken } : { stage: 'assigned', ...taken } };
};

function withAdviser({ state, at }: Moment, stage: 'assigned' | 'questioned'): Change {
  const adviser = assignedTo(state);
  return adviser === undefined ? refuse('wrong-stage') : { progress: { stage, adviser, at } };
}

export const question: Rule<'question'> = (now, entry, body) => {
  mayDo(now, 'question');
  inThread(now, entry, body);
  return withAdviser(now, 'questioned');
};

export const answer: Rule<'answer'> = (now, entry, body) => {
  mayDo(now, 'answer');
  inThread(now, entry, body);
  if (now.state.dossier?.hash !== now.state.submitted) refuse('dossier-not-submitted');
  return withAdviser(now, 'assigned');
};

export const withdraw: Rule<'withdraw'> = (now, entry) => {
  mayDo(now, 'withdraw');
  scopeIs(entry, 'room');
  return { progress: { stage: 'withdrawn', at: entry.at } };
};
