import { fitting } from '../../drafts';
import type { Returned } from '../../explaining';
import { inParts, ofParts, type PreparedPicture } from '../../pictures';
import { type Answers, nothingSaid } from './consent-answers';
import type { Place } from './place-fields';
import { nothingSaidOfPolicy, type PolicySaid } from './policy-fields';

/** Everything that is entered on this screen, but the picture. */
export interface Entered {
  readonly place: Place;
  readonly answers: Answers;
  /** Ids of the colleagues it is for, where it is for no others. */
  readonly readers: readonly string[];
  readonly policy: PolicySaid;
}

export const nothingEntered: Entered = {
  place: { side: '', site: '', caption: '' },
  answers: nothingSaid,
  readers: [],
  policy: nothingSaidOfPolicy,
};

/** The same with all of the picture but its pixels, as it waits while the patient is shown the card. */
interface HeldCheck {
  readonly entered: Entered;
  readonly name: string;
  readonly facts: ReturnType<typeof inParts>['facts'];
}

export function heldOf(entered: Entered, name: string, picture: PreparedPicture) {
  const { facts, files } = inParts(picture);
  const form: HeldCheck = { entered, name, facts };
  return { form, files };
}

/** A picture and what was entered of it, there again. */
export function checkedBefore({ form, files, card }: Extract<Returned, { readonly state: 'back' }>) {
  const { entered, name, facts } = form as HeldCheck;
  const { answers, ...rest } = fitting(nothingEntered, entered) ?? nothingEntered;
  const { shown, interpreter } = card;
  return {
    start: { ...rest, answers: { ...answers, shown, interpreter } },
    name,
    picture: ofParts({ facts, files: [...files] }),
  };
}
