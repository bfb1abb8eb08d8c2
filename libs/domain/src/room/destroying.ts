import { refuse } from '../kernel/refusal';
import type { ConsentId, PersonId, ThreadId } from '../kernel/ids';
import { officesOf } from '../register/offices';
import { isWithdrawnPicture } from './membership';
import { threadOf, type Moment } from './moment';
import type { Consent, Destruction, Thread } from './state';

interface Named {
  readonly consent: ConsentId;
  readonly version: number;
}

/** A withdrawn picture, and what its newest consent says. */
export function withdrawnPicture(now: Moment, id: ThreadId): Thread & { readonly consent: Consent } {
  const thread = threadOf(now, id);
  const { consent } = thread;
  if (consent === undefined || thread.picture === undefined || !isWithdrawnPicture(thread) || consent.isOpenAgain) {
    return refuse('picture-not-withdrawn');
  }
  return { ...thread, consent };
}

export function isNewest({ consent }: { readonly consent: Consent }, named: Named): void {
  if (named.consent !== consent.id || named.version !== consent.version) refuse('consent-not-current');
}

/** A proposal that was not answered yet. */
export function proposalOf({ consent: { destruction } }: { readonly consent: Consent }): Destruction {
  if (destruction === undefined) return refuse('destruction-not-proposed');
  return destruction.stage === 'proposed' ? destruction : refuse('destruction-answered');
}

/** Whether this colleague inside is the Caldicott guardian of the organisation that owns the case. */
export function isGuardian({ state, view, at }: Moment, person: PersonId): boolean {
  const organisation = view.organisation(state.org);
  const known = view.person(person);
  if (organisation === undefined || known === undefined) return false;
  return officesOf(organisation, known, at).includes('caldicott-guardian');
}
