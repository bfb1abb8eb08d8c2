import { fitting } from '../../drafts';
import type { Returned } from '../../explaining';
import { fileCount, inParts, type InParts, ofParts } from '../../pictures';
import { type Answers, nothingSaid } from './consent-answers';
import type { Own, Where } from './of-series';
import type { Place } from './place-fields';
import { nothingSaidOfPolicy, type PolicySaid } from './policy-fields';
import type { ReadyPicture } from './use-series';

/** Everything that is entered about one picture or a series, but the pictures. */
export interface Entered {
  readonly place: Place;
  readonly answers: Answers;
  /** `before`: the agreement of the picture before is the one, as it is shown in words; `anew`: it is asked. */
  readonly agreement: 'before' | 'anew';
  /** Ids of the colleagues it is for, where it is for no others. */
  readonly readers: readonly string[];
  readonly policy: PolicySaid;
  /** Of single pictures of a series, by key. */
  readonly own: Readonly<Record<string, Own>>;
  readonly where: Where;
}

export const nothingEntered: Entered = {
  place: { side: '', site: '', caption: '' },
  answers: nothingSaid,
  agreement: 'before',
  readers: [],
  policy: nothingSaidOfPolicy,
  own: {},
  where: {},
};

/** The same with all of the pictures but their pixels, as it waits while the patient is shown the card. */
interface HeldCheck {
  readonly entered: Entered;
  readonly pictures: readonly {
    readonly key: string;
    readonly name: string;
    readonly facts: InParts['facts'];
  }[];
}

export function heldOf(entered: Entered, ready: readonly ReadyPicture[]) {
  const parts = ready.map(({ key, name, picture }) => ({ key, name, ...inParts(picture) }));
  const form: HeldCheck = { entered, pictures: parts.map(({ key, name, facts }) => ({ key, name, facts })) };
  return { form, files: parts.flatMap(({ files }) => files) };
}

/** Pictures and what was entered of them, there again. */
export function checkedBefore({ form, files, card }: Extract<Returned, { readonly state: 'back' }>) {
  const { entered, pictures } = form as HeldCheck;
  const { answers, ...rest } = fitting(nothingEntered, entered) ?? nothingEntered;
  const { shown, interpreter } = card;
  const { own, where } = entered;
  return {
    start: { ...rest, own, where, answers: { ...answers, shown, interpreter } },
    ready: pictures.map(({ key, name, facts }, index) => {
      const from = pictures.slice(0, index).reduce((sum, before) => sum + fileCount(before.facts), 0);
      return { key, name, picture: ofParts({ facts, files: files.slice(from, from + fileCount(facts)) }) };
    }),
  };
}
