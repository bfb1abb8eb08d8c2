import type { OnCallView, PersonView, TeamView } from '../vault/door';

/** For which team, and by whom it is said. */
export interface OnCallAsked {
  readonly team: Pick<TeamView, 'members' | 'isMine' | 'team'>;
  /** Colleagues of the organisation, but oneself. */
  readonly people: readonly PersonView[];
  readonly now: OnCallView | undefined;
  readonly me: string;
  readonly speaks: boolean;
}

/**
 * Whom this person may name, and whether they may say that nobody is. `first`: who stands there at first, null where they
 * choose. `isOneself`: there is nobody else to name.
 */
export function choicesOf({ team, people, now, me, speaks }: OnCallAsked) {
  const isTheirs = speaks || now?.person === me;
  const others = people.filter(({ person }) => isTheirs && team.members.includes(person));
  const choices = [
    ...(team.isMine ? [{ value: me, label: 'Yourself' }] : []),
    ...others.map(({ person, name }) => ({ value: person, label: name })),
  ];
  const [only, ...more] = choices;
  const first = team.isMine ? me : more.length === 0 ? (only?.value ?? null) : null;
  return {
    ...{ choices, first, isOneself: team.isMine && others.length === 0 },
    mayEnd: now !== undefined && isTheirs,
  };
}
