import { flagOfAuthority } from '../guidance/authorities';
import { isEasilyRecognised } from '../guidance/picture-facts';
import type { Authority, DutyFlag } from '../words/lists';

/**
 * Open facts for which a second adviser of the same organisation signs too, beside what makes somebody easy to recognise:
 * what is hard to undo. Never because somebody is a child or lacks capacity alone: that delays care and adds nothing.
 */
const secondAdviserFor: readonly DutyFlag[] = ['disputed-consent', 'intimate', 'overseas'];

/** So many pictures of one patient are recognised, whatever each of them shows. */
export const manyPictures = 10;

/** What a second signature is judged by. */
interface Shared {
  readonly flags: readonly DutyFlag[];
  readonly threads: readonly unknown[];
}

export function needsSecondAdviser({ flags, threads }: Shared): boolean {
  const isHardToUndo = flags.some((flag) => secondAdviserFor.includes(flag));
  return threads.length >= manyPictures || isHardToUndo || isEasilyRecognised(flags);
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
