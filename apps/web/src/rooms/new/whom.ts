import type { OnCallView, PersonView, TeamView } from '../../vault/door';
import { saysAll } from '../../words';
import type { Draft } from './asking';

/** A team as it can be asked now. */
export interface TeamToAsk {
  readonly team: string;
  readonly name: string;
  /** Its people but oneself: whom asking it lets in. */
  readonly people: readonly PersonView[];
  /** Who is on call for it; undefined where nobody is, or it is oneself. */
  readonly onCall: OnCallView | undefined;
}

/** Teams in which there is somebody to ask. `people`: colleagues who may be asked. */
export function teamsToAsk(
  teams: readonly TeamView[],
  people: readonly PersonView[],
  onCall: readonly OnCallView[],
): TeamToAsk[] {
  const all = teams.map(({ team, name, members }) => {
    const asked = people.filter(({ person }) => members.includes(person));
    const isThere = (each: OnCallView): boolean =>
      each.team === team && asked.some(({ person }) => person === each.person);
    return { team, name, people: asked, onCall: onCall.find(isThere) };
  });
  return all.filter(({ people: asked }) => asked.length > 0);
}

/** Whether a team is looked for by these words. */
export const isTeamMeant = ({ name }: Pick<TeamToAsk, 'name'>, words: string): boolean => saysAll([name], words);

export interface Whom {
  /** Everybody whom the press lets in, each once. */
  readonly people: readonly PersonView[];
  /** The team that is asked, or whose on-call is. */
  readonly team: TeamToAsk | undefined;
  /** Why it cannot be asked as it was chosen; "" where it can. */
  readonly gap: string;
}

/** Whom a draft asks, as teams and on-call are now; `known`: undefined until it is known which those are. */
export function whomOf(
  { people: chosen, team: id, onCall }: Pick<Draft, 'people' | 'team' | 'onCall'>,
  people: readonly PersonView[],
  known: readonly TeamToAsk[] | undefined,
): Whom {
  const team = known?.find((each) => each.team === id);
  const byTeam = onCall === '' ? (team?.people ?? []).map(({ person }) => person) : [onCall];
  const asked = new Set(id === '' ? chosen : [...chosen, ...byTeam]);
  return {
    people: people.filter(({ person }) => asked.has(person)),
    team,
    gap: gapOf(known !== undefined, id, onCall, team),
  };
}

const unknown = 'Who is in the team you chose is not known yet. Wait a moment, or reload the page.';

function gapOf(isKnown: boolean, id: string, onCall: string, team: TeamToAsk | undefined): string {
  if (id === '') return '';
  if (!isKnown) return unknown;
  if (team === undefined) return 'The team you chose is not there any more, or has nobody else in it. Choose again.';
  if (onCall === '' || team.onCall?.person === onCall) return '';
  return team.onCall === undefined
    ? `Nobody is on call for ${team.name} any more. Choose again whom you ask.`
    : `${team.onCall.name} is on call for ${team.name} now. Choose again whom you ask.`;
}

/** "3 people are let in and can read all of it: …" where they are more than one. */
export function readersLine({ people }: Whom): string {
  if (people.length < 2) return '';
  return `${String(people.length)} people are let in and can read everything in this case.`;
}

/** In what name the question is asked where it is asked of a team, or of who is on call for one alone; else "". */
export function asWho({ onCall }: Pick<Draft, 'onCall'>, { team, people }: Pick<Whom, 'team' | 'people'>): string {
  if (team === undefined) return '';
  if (onCall === '') return team.name;
  return people.length > 1 ? '' : `${people[0]?.name ?? ''}, on call for ${team.name}`;
}
