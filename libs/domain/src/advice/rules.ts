import type { AdviceBody, AdviceEntryType } from './bodies';
import { decision, mayDecide, mayPropose, proposal, revoke } from './decision-entries';
import {
  assignedTo,
  mayAsk,
  mayBeginDecision,
  mayDo,
  standingOf,
  usableKey,
  type Change,
  type Moment,
  type Rule,
} from './moment';
import { answer, assign, dossier, mayTake, question, rotate, submit, withdraw } from './request-entries';
import type { AdviceState } from './state';
import type { VerifiedClearance } from '../clearance/document';
import type { Facts } from '../facts';
import { advance, given, rulesAfterChain, scopeIs } from '../kernel/chain';
import { outOfScope, type Entry } from '../kernel/entry';
import type { LedgerId, PersonId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import type { RuleBook } from '../kernel/rule-book';
import { advicePolicy, isOpenTo } from '../policies';
import type { RegisterView } from '../register/state';
import type { Touched } from '../register/view';

type Rules = { readonly [T in Exclude<AdviceEntryType, 'genesis'>]: Rule<T> };

/** Whose tick it is was judged with the chain. */
const tick: Rule<'tick'> = (_now, entry) => {
  scopeIs(entry, 'room');
  return {};
};

const rules: Rules = {
  rotate,
  dossier,
  submit,
  assign,
  question,
  answer,
  proposal,
  decision,
  withdraw,
  revoke,
  tick,
};

/** A rule of any type: its body was read by the shape of the same type before the rule book was asked. */
type AnyRule = (now: Moment, entry: Entry, body: never, clearance: VerifiedClearance | undefined) => Change;

function ruleFor(type: string): AnyRule {
  if (!Object.hasOwn(rules, type)) refuse('unknown-type');
  return rules[type as keyof Rules];
}

function asked(entry: Entry, body: AdviceBody<'genesis'>, view: RegisterView): AdviceState {
  scopeIs(entry, 'room');
  mayAsk(view, entry.by, body.org, entry.at);
  return {
    id: entry.hash as string as LedgerId,
    root: view.root,
    org: body.org,
    room: body.room,
    requester: entry.by,
    thread: body.thread,
    gen: 0,
    kc: '',
    orgGen: 0,
    dossier: undefined,
    request: '',
    submitted: '',
    submittedAt: 0,
    progress: { stage: 'draft' },
    ...advance(entry),
  };
}

function next(state: AdviceState, entry: Entry, body: unknown, view: RegisterView, facts: Facts): AdviceState {
  const rule = ruleFor(entry.type);
  if (body === outOfScope) return { ...state, ...advance(entry) };
  const now = { state, view, at: entry.at, by: entry.by };
  return { ...state, ...rule(now, entry, body as never, facts.clearance), ...advance(entry) };
}

export const adviceRules: RuleBook<AdviceState> = rulesAfterChain('advice', (state, entry, body, view, facts) => {
  if (view === undefined) return refuse('register-unknown');
  return state === undefined
    ? asked(entry, given(body) as AdviceBody<'genesis'>, view)
    : next(state, entry, body, view, facts);
});

/** An act on a request. With `clearance`, a proposal or a decision is judged whole before it is sent. */
export interface AdviceAct {
  readonly act: Exclude<AdviceEntryType, 'genesis' | 'tick'>;
  readonly clearance?: VerifiedClearance;
}

/** Acts that seal something to the organisation, on whichever device: too late once the entry is refused. */
const seals: readonly AdviceAct['act'][] = ['rotate', 'dossier', 'question', 'answer', 'proposal', 'decision'];

/** Why this person may not do this now, or undefined. `view` is the newest register known. */
export function mayActOnAdvice(
  state: AdviceState,
  view: RegisterView,
  now: number,
  person: PersonId,
  { act, clearance }: AdviceAct,
): Refusal | undefined {
  const moment = { state, view, at: now, by: person };
  return refusalOf(() => {
    if (seals.includes(act)) usableKey(view, state.org, now);
    if (act === 'assign') return mayTake(moment);
    if (clearance !== undefined) (act === 'proposal' ? mayPropose : mayDecide)(moment, clearance);
    else if (act === 'decision') mayBeginDecision(moment);
    else mayDo(moment, act);
    return undefined;
  });
}

/** Why this person may not begin a request to this organisation now, or undefined. */
export function mayAskForAdvice(
  view: RegisterView,
  now: number,
  person: PersonId,
  org: AdviceState['org'],
): Refusal | undefined {
  return refusalOf(() => {
    mayAsk(view, person, org, now);
  });
}

/** The requester reads everything, the organisation's active advisers once it was sent; everybody else nothing (attack 39). */
export function mayReadAdvice(state: AdviceState, person: PersonId, view: RegisterView, now: number): boolean {
  return isOpenTo(advicePolicy.read, standingOf(state, person, view, now));
}

/** Everything in the register this request's rules look at. */
export function touchedByAdvice(state: AdviceState): Touched {
  const recipient = state.dossier?.body.recipient.person;
  const adviser = assignedTo(state);
  const clearance = 'clearance' in state.progress ? [state.progress.clearance.id] : [];
  return {
    people: new Set([state.requester, recipient ?? [], adviser ?? []].flat()),
    organisations: new Set([state.org]),
    clearances: new Set(clearance),
  };
}
