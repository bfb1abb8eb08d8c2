import type { PersonId } from '../kernel/ids';
import { refusalOf, type Refusal } from '../kernel/refusal';
import type { RegisterView } from '../register/state';
import type { Touched } from '../register/view';
import { assignedTo, mayAsk, readsAdviceAs } from './moment';
import type { AdviceState } from './state';

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
  return readsAdviceAs(state, person, view, now) !== undefined;
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
