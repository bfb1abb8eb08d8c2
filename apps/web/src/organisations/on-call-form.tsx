import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OnCallView, PersonView, TeamView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { nextAt } from './clock-time';
import classes from './colleagues.module.css';

interface OnCallFormProps {
  readonly team: TeamView;
  readonly people: readonly PersonView[];
  readonly now: OnCallView | undefined;
  readonly me: string;
  readonly speaks: boolean;
  readonly onDone: () => void;
}

/** Who is on call until when: oneself, or whom one hands over to, or whom its lead names. */
export function OnCallForm({ team, people, now, me, speaks, onDone }: OnCallFormProps): ReactNode {
  const isMine = now?.person === me;
  const others = people.filter(({ person }) => team.members.includes(person));
  const choices = [
    ...(team.isMine ? [{ value: me, label: 'Yourself' }] : []),
    ...(speaks || isMine ? others.map(({ person, name }) => ({ value: person, label: name })) : []),
  ];
  const [person, setPerson] = useState<string | null>(team.isMine ? me : null);
  const [time, setTime] = useState('');
  const say = useAct(
    (door, said: { person: string; until: number }) => door.sayOnCall(team.team, said.person, said.until),
    onDone,
  );
  const end = useAct((door, _: undefined) => door.endOnCall(team.team), onDone);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const until = nextAt(time, Date.now() / 1000);
    if (person !== null && until !== undefined) say.run({ person, until });
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not kept" problems={problemsOf(say.error ?? end.error)} />
      <p className={classes.aside}>
        Colleagues see it before they ask. It lets nobody into a case, and nobody signs it: whoever asks sees the name.
      </p>
      {choices.length > 1 && (
        <Select
          label="Who is on call"
          size="md"
          allowDeselect={false}
          data={choices}
          value={person}
          onChange={setPerson}
        />
      )}
      <TextInput
        label={choices.length > 1 ? 'Until' : 'You are on call until'}
        description="Today, or tomorrow where that time is over today."
        type="time"
        size="md"
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={say.isBusy} disabled={person === null || time === ''}>
          Say so
        </Button>
        {now !== undefined && (speaks || isMine) && (
          <Button variant="default" size="md" loading={end.isBusy} onClick={() => end.run(undefined)}>
            Nobody is on call
          </Button>
        )}
        <Button variant="default" size="md" onClick={onDone}>
          Leave it as it is
        </Button>
      </div>
    </form>
  );
}
