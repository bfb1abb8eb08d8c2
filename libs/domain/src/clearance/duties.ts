import type { DutyFlag, SubjectClass } from '../words/lists';

/** Open facts for which a second adviser of the same organisation signs too. */
export const secondAdviserFor: readonly DutyFlag[] = ['child', 'deceased', 'face', 'intimate', 'lacks-capacity'];

export function needsSecondAdviser(flags: readonly DutyFlag[]): boolean {
  return flags.some((flag) => secondAdviserFor.includes(flag));
}

const flagOfSubject: Readonly<Record<SubjectClass, DutyFlag | undefined>> = {
  adult: undefined,
  'adult-lacks-capacity': 'lacks-capacity',
  child: 'child',
  deceased: 'deceased',
};

/** Whom a recording shows, and what else its consent says openly. */
interface Shown {
  readonly subject: SubjectClass;
  readonly flags: readonly DutyFlag[];
}

/** The duty flags these consents carry together, sorted: the least a dossier and a clearance must name. */
export function flagsOf(consents: readonly Shown[]): readonly DutyFlag[] {
  const flags = consents.flatMap(({ subject, flags: own }) => [...own, flagOfSubject[subject] ?? []].flat());
  return [...new Set(flags)].toSorted();
}
