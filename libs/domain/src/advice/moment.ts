import { SERVICE, type PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { OrganisationKey, Person, RegisterView } from '../register/state';
import { isActiveAdviser, isActiveClinician, isFromBeforeRestore, isGood, isOrgKeyDue } from '../register/view';
import type { AdviceStage, AdviceState, Proposal } from './state';

/** Who reads a request, and keeps its keys going. */
export const parties = ['requester', 'assigned', 'adviser'] as const;

/** What somebody is to a request for advice at one moment. `assigned` is the adviser who took it; `adviser` any other, for a decision the second one. */
export type AdviceStanding = (typeof parties)[number] | 'service' | 'stranger';

/** One person about to act on a request: at an entry's own time, register and rules, or now at the newest. */
export interface Moment {
  readonly state: AdviceState;
  readonly view: RegisterView;
  readonly at: number;
  readonly by: PersonId;
  /** The version of the rules that this is judged by. */
  readonly rules: number;
  /** The stage that the act leads to. */
  readonly to: AdviceStage;
}

export type Change = Partial<AdviceState>;

/** The adviser who took the request, at the stages where there is one. */
export function assignedTo({ progress }: AdviceState): PersonId | undefined {
  return 'adviser' in progress ? progress.adviser : undefined;
}

/** The decision that waits for a second adviser, while one does. */
export function proposalOf({ progress }: AdviceState): Proposal | undefined {
  return progress.stage === 'proposed' ? progress.proposal : undefined;
}

/** What of a request decides who reads it: all that a list of requests has to know. `request`: "" before it was sent. */
export type Asked = Pick<AdviceState, 'org' | 'requester' | 'begunAt'> & { readonly request: string };

/** Whose keys two officers replaced since they asked goes on asking once an adviser of the organisation confirmed them anew. */
function isStillKnown({ replaced, memberOf }: Person, { org, begunAt }: Asked): boolean {
  return replaced <= begunAt || memberOf === org;
}

/**
 * As what somebody reads this request. The requester is told first: nobody is both. To advisers a request begins with its
 * first submission: a draft, and one withdrawn before it was sent, is nobody's but the requester's.
 */
export function readsAdviceAs(
  asked: Asked,
  person: PersonId,
  view: RegisterView,
  at: number,
): 'requester' | 'adviser' | undefined {
  const known = view.person(person);
  if (person === asked.requester) return isGood(known, at) && isStillKnown(known, asked) ? 'requester' : undefined;
  return asked.request !== '' && isActiveAdviser(known, asked.org, at) ? 'adviser' : undefined;
}

/** What somebody is to this request. */
export function standingOf(state: AdviceState, person: PersonId, view: RegisterView, at: number): AdviceStanding {
  if (person === SERVICE) return 'service';
  const as = readsAdviceAs(state, person, view, at) ?? 'stranger';
  return as === 'adviser' && assignedTo(state) === person ? 'assigned' : as;
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
  const organisation = view.organisation(org);
  if (organisation?.kind !== 'defence') refuse('wrong-organisation-kind');
  if (organisation.status !== 'good') refuse('organisation-retired');
  if (known.memberOf !== org) refuse('membership-not-confirmed');
  usableKey(view, org, at);
}

/**
 * Whether the newest generation is sealed to keys that its readers have no more, the organisation's newest and the requester's
 * own, or was begun before a restore.
 */
export function isAdviceKeyDue(state: AdviceState, view: RegisterView): boolean {
  const { id, org, orgGen, requester, requesterKey } = state;
  if (isFromBeforeRestore(view, id, state)) return true;
  return orgGen !== view.orgKey(org)?.gen || requesterKey !== view.person(requester)?.kid;
}

/** Content of the dossier thread goes under its newest generation, and that under the keys its readers have now. */
export function mayWrite({ state, view, at }: Moment, { gen }: { readonly gen: number }): void {
  if (gen !== state.gen) refuse('old-generation');
  usableKey(view, state.org, at);
  if (isAdviceKeyDue(state, view)) refuse('rotation-due');
}

/** The request stays with its adviser, at this stage. */
export function withAdviser({ state, at }: Moment, stage: 'assigned' | 'questioned'): Change {
  const adviser = assignedTo(state);
  return adviser === undefined ? refuse('wrong-stage') : { progress: { stage, adviser, at } };
}
