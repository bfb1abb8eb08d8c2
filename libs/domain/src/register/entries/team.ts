import { organisationId, personId, teamId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { list, object, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { isNamed, personNow, say, type Moment } from '../moment';
import { spokenFor, worksAt } from '../offices';
import type { Organisation, Team } from '../state';

/** Characters of a name. */
export const longestTeamName = 80;
/** As many as may be let into a case by one name. */
export const mostMembers = 12;

/** Clinicians who work there, each once. */
function areOfIt({ state }: Moment, { id }: Organisation, members: readonly PersonId[], at: number): void {
  if (new Set(members).size !== members.length) refuse('team-repeats');
  if (!members.every((each) => worksAt(personNow(state, each), id, at))) refuse('not-a-clinician-here');
}

/** Its teams with this one as it is said, in its place; without it where nobody is named. */
function teamsAfter({ teams }: Organisation, said: Team): readonly Team[] {
  const before = teams.find(({ team }) => team === said.team);
  if (before === undefined && said.members.length === 0) refuse('team-unknown');
  if (JSON.stringify(before) === JSON.stringify(said)) refuse('nothing-changes');
  const others = teams.filter(({ team }) => team !== said.team);
  if (others.some(({ name }) => name === said.name)) refuse('team-name-taken');
  if (said.members.length === 0) return others;
  return before === undefined ? [...teams, said] : teams.map((each) => (each === before ? said : each));
}

/**
 * By whoever speaks for a clinical organisation: a team of it, by name, with each of its people. The newest holds; one without
 * people is no team any more. Whoever works there no more belongs to none, whatever stands here.
 */
export const team = registerEntry({
  type: 'team',
  since: 1,
  body: object({
    organisation: organisationId,
    team: teamId,
    name: text(longestTeamName, 1),
    members: list(personId, { max: mostMembers }),
    ...byGesture,
  }),
  scope: 'room',
  open: ['clinician'],
  changes: (state, { organisation }) => lastAboutOrganisation(state, organisation),
  apply: (now, entry, { organisation: id, team: of, name, members }) => {
    isNamed(name);
    const organisation = spokenFor(now, entry, id);
    areOfIt(now, organisation, members, entry.at);
    const teams = teamsAfter(organisation, { team: of, name, members });
    return { organisations: say(now.state.organisations, id, entry.seq, { ...organisation, teams }) };
  },
});
