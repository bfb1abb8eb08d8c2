import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useAct, useView } from '../vault/use-vault';
import { peopleWords } from '../words';
import { letInEach } from './let-in-each';
import classes from './telling.module.css';

export interface RestProps {
  readonly room: string;
  /** The team that was asked, or whose on-call was. */
  readonly team: { readonly team: string; readonly name: string };
  /** Ids of who is in the case. */
  readonly inside: readonly string[];
}

/** Whoever of the team is not in the case is let in by this press alone: nobody is told of a case they cannot open. */
export function RestOfTeam({ room, team, inside }: RestProps): ReactNode {
  const { data } = useView(['register', 'teams'], (door) => door.teams());
  const members = data?.teams.find((each) => each.team === team.team)?.members ?? [];
  const rest = members.filter((each) => !inside.includes(each));
  const colleagues = useView(['register', 'colleagues'], (door) => door.colleagues()).data ?? [];
  const invite = useAct((door, people: readonly string[]) => letInEach(people, (person) => door.invite(room, person)));
  const refused = (invite.data ?? [])
    .filter(({ person }) => rest.includes(person))
    .map(({ person, why }) => {
      const name = colleagues.find((each) => each.person === person)?.name ?? 'Somebody';
      return { message: `${name} was not let in. ${why}` };
    });
  if (rest.length === 0) return null;
  return (
    <div className={classes.rest}>
      <ErrorSummary title="Not everybody was asked" problems={[...refused, ...problemsOf(invite.error)]} />
      <Button variant="default" size="md" loading={invite.isBusy} onClick={() => invite.run(rest)}>
        Ask the rest of {team.name}: {peopleWords(rest.length)}
      </Button>
    </div>
  );
}
