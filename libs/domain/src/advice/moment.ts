import type { AdviceBody, AdviceEntryType } from './bodies';
import type { AdviceStage, AdviceState, Proposal } from './state';
import { adviceTransitions, stageAt } from './transitions';
import type { VerifiedClearance } from '../clearance/document';
import type { Entry } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { advicePolicy, isOpenTo, type AdviceStanding } from '../policies';
import type { OrganisationKey, RegisterView } from '../register/state';
import { isActiveAdviser, isActiveClinician, isGood, isOrgKeyDue } from '../register/view';

/** One person about to act on a request: at an entry's own time and register, or now at the newest. */
export interface Moment {
  readonly state: AdviceState;
  readonly view: RegisterView;
  readonly at: number;
  readonly by: PersonId;
}

export type Change = Partial<AdviceState>;
export type Rule<T extends AdviceEntryType> = (
  now: Moment,
  entry: Entry,
  body: AdviceBody<T>,
  clearance: VerifiedClearance | undefined,
) => Change;

/** The adviser who took the request, at the stages where there is one. */
export function assignedTo({ progress }: AdviceState): PersonId | undefined {
  return 'adviser' in progress ? progress.adviser : undefined;
}

/** The decision that waits for a second adviser, while one does. */
export function proposalOf({ progress }: AdviceState): Proposal | undefined {
  return progress.stage === 'assigned' ? progress.proposal : undefined;
}

/**
 * What somebody is to this request. The requester is told first: nobody is both. To advisers a request begins with its
 * first submission: a draft, and one withdrawn before it was sent, is nobody's but the requester's.
 */
export function standingOf(state: AdviceState, person: PersonId, view: RegisterView, at: number): AdviceStanding {
  const known = view.person(person);
  if (person === state.requester) return isGood(known, at) ? 'requester' : 'stranger';
  if (state.request === '' || !isActiveAdviser(known, state.org, at)) return 'stranger';
  return assignedTo(state) === person ? 'assigned' : 'adviser';
}

function refuseStanding(open: readonly AdviceStanding[]): never {
  if (open.includes('adviser')) refuse('not-an-adviser');
  return refuse(open.includes('assigned') ? 'not-assigned' : 'not-the-requester');
}

/** Transition table and policy table; returns the stage the act leads to. */
export function mayDo({ state, view, at, by }: Moment, type: AdviceEntryType): AdviceStage {
  const open: readonly AdviceStanding[] = advicePolicy[type];
  if (!isOpenTo(open, standingOf(state, by, view, at))) refuseStanding(open);
  return adviceTransitions[stageAt(state, at)][type] ?? refuse('wrong-stage');
}

/** The assigned adviser may decide; another one may sign what the assigned one proposed. */
export function mayBeginDecision(now: Moment): void {
  mayDo(now, 'decision');
  if (assignedTo(now.state) !== now.by && proposalOf(now.state) === undefined) refuse('not-assigned');
}

/** The organisation's key as it may be sealed to: it exists, and only active advisers hold it. */
export function usableKey(view: RegisterView, org: AdviceState['org'], at: number): OrganisationKey {
  const key = view.orgKey(org);
  if (key === undefined) return refuse('org-key-missing');
  if (isOrgKeyDue(view, org, key, at)) refuse('org-key-due');
  return key;
}

/** Nobody asks but an active clinician, and only their own defence organisation. */
export function mayAsk(view: RegisterView, person: PersonId, org: AdviceState['org'], at: number): void {
  const known = view.person(person);
  if (!isActiveClinician(known, at) || known.defence !== org) return refuse('not-of-this-defence-organisation');
  if (view.organisation(org)?.kind !== 'defence') refuse('wrong-organisation-kind');
  usableKey(view, org, at);
}

/** Content goes under the newest generation of the thread, and that under the newest of the organisation's key. */
export function mayWrite({ state, view, at }: Moment, gen: number): void {
  if (gen !== state.gen) refuse('old-generation');
  if (state.orgGen !== usableKey(view, state.org, at).gen) refuse('rotation-due');
}
