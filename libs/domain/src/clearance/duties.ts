import { flagOfAuthority } from '../guidance/authorities';
import type { Authority, DutyFlag } from '../words/lists';

/**
 * Open facts for which a second adviser of the same organisation signs too: what makes somebody easy to recognise or is hard
 * to undo. Never because somebody is a child or lacks capacity alone: that delays care and adds nothing.
 */
export const secondAdviserFor: readonly DutyFlag[] = ['face', 'intimate', 'overseas', 'rare'];

/** So many pictures of one patient are recognised, whatever each of them shows. */
export const manyPictures = 10;

/** What a second signature is judged by. */
interface Shared {
  readonly flags: readonly DutyFlag[];
  readonly threads: readonly unknown[];
}

export function needsSecondAdviser({ flags, threads }: Shared): boolean {
  return threads.length >= manyPictures || flags.some((flag) => secondAdviserFor.includes(flag));
}

/** Whom a recording shows, and what else its consent says openly. */
interface Shown {
  readonly authority: Authority;
  readonly flags: readonly DutyFlag[];
}

/** The duty flags these consents carry together, sorted: the least a dossier and a clearance must name. */
export function flagsOf(consents: readonly Shown[]): readonly DutyFlag[] {
  const flags = consents.flatMap(({ authority, flags: own }) => [...own, flagOfAuthority[authority] ?? []].flat());
  return [...new Set(flags)].toSorted();
}
