import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Card, dayWords, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { PersonView, ToldView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { chosenAs } from '../words';
import classes from './telling.module.css';

type Own = ToldView['away'];

interface AwayCardProps {
  /** Undefined until it is known. */
  readonly away: Own | undefined;
}

/** That somebody is away, until when, and who stands in: said by themselves alone. */
export function AwayCard({ away }: AwayCardProps): ReactNode {
  const { data: colleagues = [], error } = useView(['register', 'colleagues'], (door) => door.colleagues());
  if (away === undefined) return null;
  return (
    <Card title="When you are away">
      <ErrorSummary problems={problemsOf(error)} />
      {away.until === 0 ? <SayAway colleagues={colleagues} /> : <IsAway away={away} colleagues={colleagues} />}
    </Card>
  );
}

interface IsAwayProps extends WithColleagues {
  readonly away: Own;
}

interface WithColleagues {
  readonly colleagues: readonly PersonView[];
}

function IsAway({ away, colleagues }: IsAwayProps): ReactNode {
  const back = useAct((door, _: undefined) => door.sayBack());
  const deputy = colleagues.find(({ person }) => person === away.deputy)?.name;
  return (
    <>
      <ErrorSummary title="Not kept" problems={problemsOf(back.error)} />
      <StatusLine tone="waiting" isLive>
        You are away, and back on {dayWords(away.until * 1000)}.{' '}
        {deputy === undefined ? 'Nobody stands in for you.' : `${deputy} stands in for you.`} Colleagues see it before
        they ask you.
      </StatusLine>
      <div className={classes.actions}>
        <Button variant="default" size="md" loading={back.isBusy} onClick={() => back.run(undefined)}>
          I am back
        </Button>
      </div>
    </>
  );
}

interface Said {
  readonly until: number;
  readonly deputy: string;
}

/** The first moment of that day where this person is; undefined for none. */
function startOf(date: string): number | undefined {
  const at = new Date(`${date}T00:00:00`).getTime() / 1000;
  return Number.isFinite(at) ? at : undefined;
}

function SayAway({ colleagues }: WithColleagues): ReactNode {
  const [date, setDate] = useState('');
  const [deputy, setDeputy] = useState<string | null>(null);
  const say = useAct((door, { until, deputy: id }: Said) => door.sayAway(until, id));
  const until = startOf(date);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (until !== undefined) say.run({ until, deputy: deputy ?? '' });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <ErrorSummary title="Not kept" problems={problemsOf(say.error)} />
      <p className={classes.words}>
        Colleagues see it before they ask you. Whoever stands in for you is told with you, but only of cases they are
        in: it lets them into none.
      </p>
      <div className={classes.day}>
        <TextInput
          label="Back on"
          type="date"
          size="md"
          value={date}
          onChange={(event) => {
            setDate(event.currentTarget.value);
          }}
        />
      </div>
      <Select
        label="Who stands in for you"
        placeholder="Nobody"
        size="md"
        searchable
        data={colleagues.map((person) => ({ value: person.person, label: chosenAs(person) }))}
        value={deputy}
        onChange={setDeputy}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={say.isBusy} disabled={until === undefined}>
          I am away
        </Button>
      </div>
    </form>
  );
}
