import type { FilterChip } from '../platform/kit';
import { chipsAbout, isSaid } from '../platform/kit/chip-of';
import type { OfficersPersonView } from '../vault/door';
import { isMeant } from '../words';

/** Whom of the register an officer sees. Of each group one thing is chosen or none; what is chosen in several has to fit all. */
export interface Choice {
  readonly role: '' | 'clinician' | 'adviser';
  readonly state: '' | 'waits' | 'new-keys' | 'not-good';
}

export const everybody: Choice = { role: '', state: '' };

const states: Readonly<Record<Exclude<Choice['state'], ''>, (person: OfficersPersonView) => boolean>> = {
  waits: ({ waitsFor, status }) => status === 'good' && waitsFor !== '',
  'new-keys': ({ newKeys }) => newKeys !== undefined,
  'not-good': ({ standing }) => standing !== 'good',
};

const fits = (person: OfficersPersonView, { role, state }: Choice): boolean =>
  (role === '' || person.role === role) && (state === '' || states[state](person));

/** Those these words and this choice are about, by name. */
export function shownOf(
  people: readonly OfficersPersonView[],
  choice: Choice,
  words: string,
): readonly OfficersPersonView[] {
  return people
    .filter((person) => fits(person, choice) && isMeant(person, words))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** What may be chosen, each with how many it would show. */
export function chipsOf(people: readonly OfficersPersonView[], choice: Choice): readonly FilterChip<Choice>[] {
  const count = (of: Choice): number => people.filter((person) => fits(person, of)).length;
  const chip = chipsAbout({ choice, everything: everybody }, count);
  return [
    chip('role', 'clinician', 'Clinicians'),
    chip('role', 'adviser', 'Advisers'),
    ...[
      chip('state', 'waits', 'Not confirmed yet'),
      chip('state', 'new-keys', 'New keys'),
      chip('state', 'not-good', 'Suspended or ended'),
    ].filter(isSaid),
  ];
}
