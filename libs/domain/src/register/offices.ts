import type { Entry } from '../kernel/entry';
import type { OrganisationId, PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { openOrganisation, type Moment } from './moment';
import type { HeldOffice, Organisation, Person, RegisterState, RegisterView, Team } from './state';
import { isActiveAdviser, isActiveClinician, newest } from './view';

/** The organisations without whatever offices this person was given, at one of them or anywhere. */
export function withoutOffices(
  { organisations }: RegisterState,
  person: PersonId,
  seq: number,
  at?: OrganisationId,
): RegisterState['organisations'] {
  const after = new Map(organisations);
  for (const [id, history] of organisations) {
    const organisation = newest(history);
    const isHeld = organisation?.offices.some((held) => held.person === person) === true;
    if (organisation === undefined || !isHeld || (at !== undefined && at !== id)) continue;
    const offices = organisation.offices.filter((held) => held.person !== person);
    after.set(id, [...history, { seq, value: { ...organisation, offices } }]);
  }
  return after;
}

/** An active clinician of that organisation, by credential. */
export function worksAt(person: Person | undefined, organisation: OrganisationId, at: number): person is Person {
  return isActiveClinician(person, at) && person.organisation === organisation;
}

/** Who of a team is asked by its name: its people as far as they work there still. */
export const membersNow = (
  view: Pick<RegisterView, 'person'>,
  { id }: Pick<Organisation, 'id'>,
  { members }: Team,
  at: number,
): readonly PersonId[] => members.filter((each) => worksAt(view.person(each), id, at));

/** The same of the team with this id; nobody where the organisation has none. */
export function membersOf(
  view: Pick<RegisterView, 'person'>,
  organisation: Organisation,
  id: string,
  at: number,
): readonly PersonId[] {
  const team = organisation.teams.find((each) => each.team === id);
  return team === undefined ? [] : membersNow(view, organisation, team, at);
}

/** The offices this person holds at the organisation now: none once they do not work there. */
export function officesOf(organisation: Organisation, person: Person, at: number): readonly HeldOffice['office'][] {
  if (organisation.status !== 'good' || !worksAt(person, organisation.id, at)) return [];
  return organisation.offices.filter((held) => held.person === person.id).map(({ office }) => office);
}

/**
 * The organisation, if this author speaks for it: a clinical one by its lead or Caldicott guardian, a defence organisation by
 * a serving adviser. Never by an officer: what an organisation says of itself is its own word.
 */
export function spokenFor({ state, author }: Moment, { at }: Entry, id: OrganisationId): Organisation {
  const organisation = openOrganisation(state, id);
  const speaks =
    organisation.kind === 'defence' ? isActiveAdviser(author, id, at) : officesOf(organisation, author, at).length > 0;
  return speaks ? organisation : refuse('speaks-for-nobody');
}
