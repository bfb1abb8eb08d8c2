import type { ReactNode } from 'react';
import { timeOrToday, StatusLine } from '../platform/kit';
import type { OverdueView, RoomView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { listed, phoneLink } from '../words';
import { happened, reachedIn, type Reached } from './overdue-words';
import { RestOfTeam, type RestProps } from './rest-of-team';
import classes from './telling.module.css';

export interface OverdueProps {
  readonly question: OverdueView;
}

/** Whom to telephone, once it is known what this person's organisation says. */
function useReached(): Reached | undefined {
  const { data } = useView(['register', 'organisations'], (door) => door.ownOrganisations());
  return data && reachedIn(data.find((each) => each.as === 'work')?.contacts ?? []);
}

interface InCaseProps extends OverdueProps {
  readonly view: RoomView;
}

/** The team that was asked, where this person may let the rest of it in. */
function restOf({ room, members, form, may }: RoomView): RestProps | undefined {
  const { team = '', teamName = '' } = form?.value ?? {};
  if (team === '' || may.invite !== true) return undefined;
  return { room, inside: members.map(({ person }) => person), team: { team, name: teamName } };
}

/** In the case: that nobody came, whom to telephone, who else was told so, and the rest of the team that was asked. */
export function Overdue({ question, view }: InCaseProps): ReactNode {
  const rest = restOf(view);
  const others = view.members.filter(({ me, person }) => !me && question.told.includes(person)).map(({ name }) => name);
  const reached = useReached();
  const link = reached === undefined ? undefined : phoneLink(reached.reach);
  return (
    <>
      <StatusLine tone="bad" isLive>
        <strong>{happened(question)}</strong> {reached?.whom}{' '}
        {link === undefined ? (
          reached?.reach
        ) : (
          <a href={link} className={classes.number}>
            {reached?.reach}
          </a>
        )}
        {others.length > 0 &&
          ` ${listed(others)} ${others.length === 1 ? 'was' : 'were'} told too, ${timeOrToday(question.at * 1000)}.`}
      </StatusLine>
      {rest !== undefined && <RestOfTeam {...rest} />}
    </>
  );
}

/** In the list of cases, where the whole card is one link. */
export function OverdueOnCard({ question }: OverdueProps): ReactNode {
  const reached = useReached();
  return (
    <>
      {happened(question)} {reached?.whom} {reached?.reach}
    </>
  );
}
