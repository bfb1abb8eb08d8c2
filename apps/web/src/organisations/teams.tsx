import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, StatusLine, timeOrToday } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OnCallView, PersonView, TeamView, TeamsView } from '../vault/door';
import { useLookingAgain, useView } from '../vault/use-vault';
import { listed } from '../words';
import classes from './colleagues.module.css';
import { OnCallForm } from './on-call-form';
import { EndTeam, TeamForm } from './team-form';

interface TeamsProps {
  /** Colleagues of the organisation, but oneself. */
  readonly people: readonly PersonView[];
}

/** The teams of the organisation: who is in each, who is on call for it, and the ways to ask it. */
export function Teams({ people }: TeamsProps): ReactNode {
  useLookingAgain('announced', 'telling', 'on-call');
  const { data, error } = useView(['register', 'teams'], (door) => door.teams());
  const { data: onCall = [], error: unsaid } = useView(['telling', 'on-call'], (door) => door.onCall());
  const [isAdding, setAdding] = useState(false);
  return (
    <Card title="Teams">
      <ErrorSummary title="Not everything about teams can be shown" problems={problemsOf(error ?? unsaid)} />
      {data !== undefined && (
        <div className={classes.form}>
          {data.teams.length === 0 && <NoTeams speaks={data.speaks} />}
          {data.teams.map((team) => (
            <Team key={team.team} team={team} {...{ all: data, people, onCall }} />
          ))}
          {data.speaks &&
            (isAdding ? (
              <TeamForm all={data} people={people} onDone={() => setAdding(false)} />
            ) : (
              <div>
                <Button
                  variant="default"
                  size="md"
                  leftSection={<IconPlus size={20} aria-hidden />}
                  onClick={() => setAdding(true)}
                >
                  New team
                </Button>
              </div>
            ))}
        </div>
      )}
    </Card>
  );
}

function NoTeams({ speaks }: Pick<TeamsView, 'speaks'>): ReactNode {
  return (
    <p className={classes.words}>
      {speaks
        ? 'There is no team yet. You speak for this organisation: name one, with up to twelve colleagues, and a question can be asked of all of them at once.'
        : 'There is no team yet. Those who speak for your organisation name them.'}
    </p>
  );
}

interface TeamProps extends TeamsProps {
  readonly team: TeamView;
  readonly all: TeamsView;
  readonly onCall: readonly OnCallView[];
}

function Team({ team, all, people, onCall }: TeamProps): ReactNode {
  const [open, setOpen] = useState<'team' | 'on-call' | ''>('');
  const now = onCall.find((each) => each.team === team.team);
  const close = (): void => setOpen('');
  return (
    <section className={classes.team} aria-label={team.name}>
      <h3>{team.name}</h3>
      {open === 'team' ? (
        <TeamForm all={all} people={people} team={team} onDone={close} />
      ) : (
        <>
          <InIt team={team} people={people} />
          <OnCallNow now={now} me={all.me} />
          {open === 'on-call' ? (
            <OnCallForm {...{ team, people, now }} me={all.me} speaks={all.speaks} onDone={close} />
          ) : (
            <div className={classes.actions}>
              <Ask team={team} now={now} me={all.me} />
              {(team.isMine || (all.speaks && team.members.length > 0)) && (
                <Button variant="default" size="md" onClick={() => setOpen('on-call')}>
                  Say who is on call
                </Button>
              )}
              {all.speaks && (
                <>
                  <Button variant="default" size="md" onClick={() => setOpen('team')}>
                    Change
                  </Button>
                  <EndTeam team={team} seen={all.seen} />
                </>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}

function gone(count: number): string {
  if (count === 1) return ' One who was named works here no more and is passed over.';
  return ` ${String(count)} who were named work here no more and are passed over.`;
}

/** Who of it works here now; whoever was named and does not is not asked. */
function InIt({ team: { members, isMine, lapsed }, people }: TeamsProps & { readonly team: TeamView }): ReactNode {
  const names = people.filter(({ person }) => members.includes(person)).map(({ name }) => name);
  const all = isMine ? [...names, 'you'] : names;
  return (
    <p className={classes.words}>
      {all.length === 0 ? 'Nobody of it works here now.' : `${listed(all)}.`}
      {lapsed > 0 && gone(lapsed)}
    </p>
  );
}

interface OnCallNowProps {
  readonly now: OnCallView | undefined;
  readonly me: string;
}

function OnCallNow({ now, me }: OnCallNowProps): ReactNode {
  if (now === undefined) return <StatusLine>Nobody is said to be on call.</StatusLine>;
  const who = now.person === me ? 'You are' : `${now.name} is`;
  return (
    <StatusLine tone="good">
      {who} on call until {timeOrToday(now.until * 1000)}
      {now.by === '' ? '.' : `, as ${now.by} says.`}
    </StatusLine>
  );
}

/** A new case in which the team, or who is on call for it, is chosen. */
function Ask({ team, now, me }: OnCallNowProps & { readonly team: TeamView }): ReactNode {
  const others = team.members.filter((each) => each !== me);
  if (others.length === 0) return null;
  return (
    <>
      <Button
        variant="default"
        size="md"
        renderRoot={(props) => <Link to="/cases/new" search={{ team: team.team }} {...props} />}
      >
        Ask {team.name}
      </Button>
      {now !== undefined && now.person !== me && (
        <Button
          variant="default"
          size="md"
          renderRoot={(props) => <Link to="/cases/new" search={{ team: team.team, onCall: now.person }} {...props} />}
        >
          Ask who is on call
        </Button>
      )}
    </>
  );
}
