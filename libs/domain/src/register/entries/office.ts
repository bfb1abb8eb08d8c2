import { organisationId, personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAbout, lastAboutOrganisation } from '../gestured';
import { beginsOrEnds, openOrganisation, personNow, say } from '../moment';
import { worksAt } from '../offices';
import type { HeldOffice, Organisation, Person, RegisterState } from '../state';

const isSame = (one: HeldOffice, other: HeldOffice): boolean =>
  one.office === other.office && one.person === other.person;

/** A clinician who works there, of a profession that the organisation's own policy lets lead it. */
function mayHold(
  person: Person | undefined,
  { id, policies }: Organisation,
  office: HeldOffice['office'],
  at: number,
): void {
  if (!worksAt(person, id, at)) return refuse('not-a-clinician-here');
  if (office !== 'lead' || policies.leads === undefined) return;
  if (!policies.leads.professions.some((each) => each === person.profession)) refuse('policy-forbids');
}

/** A lead beside others, or the one Caldicott guardian. Whoever held the office and left is no hindrance. */
function begun(state: RegisterState, { id, offices }: Organisation, held: HeldOffice, at: number): HeldOffice[] {
  const standing = offices.filter(({ person }) => worksAt(personNow(state, person), id, at));
  if (standing.some((each) => isSame(each, held))) refuse('office-held');
  if (held.office === 'caldicott-guardian' && standing.some((each) => each.office === held.office)) {
    refuse('office-taken');
  }
  return [...standing, held];
}

function ended({ offices }: Organisation, held: HeldOffice): HeldOffice[] {
  const left = offices.filter((each) => !isSame(each, held));
  return left.length === offices.length ? refuse('office-not-held') : left;
}

/**
 * By two officers: a clinician of a clinical organisation becomes its lead or its Caldicott guardian, who speak for it:
 * they say where it is reached, and what its policies are. By one officer: they are it no more.
 */
export const office = registerEntry({
  type: 'office',
  since: 1,
  body: ({ offices }) =>
    object({
      organisation: organisationId,
      person: personId,
      office: oneOf(offices),
      state: oneOf(beginsOrEnds),
      ...byGesture,
    }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { organisation, person }) =>
    Math.max(lastAboutOrganisation(state, organisation), lastAbout(state, person)),
  needsTwo: (_now, { state }) => state === 'begun',
  apply: ({ state }, { seq, at }, { organisation: id, person, office: held, state: to }) => {
    const organisation = openOrganisation(state, id, 'clinical');
    const one = { office: held, person };
    if (to === 'begun') mayHold(personNow(state, person), organisation, held, at);
    const offices = to === 'begun' ? begun(state, organisation, one, at) : ended(organisation, one);
    return { organisations: say(state.organisations, id, seq, { ...organisation, offices }) };
  },
});
