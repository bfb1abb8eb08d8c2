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

/** Whom this person may name, and whether they may say that nobody is. */
function choicesOf({ team, people, now, me, speaks }: OnCallFormProps) {
  const isTheirs = speaks || now?.person === me;
  const others = people.filter(({ person }) => isTheirs && team.members.includes(person));
  return {
    choices: [
      ...(team.isMine ? [{ value: me, label: 'Yourself' }] : []),
      ...others.map(({ person, name }) => ({ value: person, label: name })),
    ],
    mayEnd: now !== undefined && isTheirs,
  };
}

function useOnCall(team: string, onDone: () => void) {
  const say = useAct(
    (door, said: { person: string; until: number }) => door.sayOnCall(team, said.person, said.until),
    onDone,
  );
  const end = useAct((door, _: undefined) => door.endOnCall(team), onDone);
  return { say, end };
}

interface WhoProps {
  readonly choices: { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChange: (person: string | null) => void;
}

const Who = ({ choices, value, onChange }: WhoProps): ReactNode => (
  <Select label="Who is on call" size="md" allowDeselect={false} data={choices} value={value} onChange={onChange} />
);

/** Who is on call until when: oneself, or whom one hands over to, or whom its lead names. */
export function OnCallForm(props: OnCallFormProps): ReactNode {
  const { team, me, onDone } = props;
  const { choices, mayEnd } = choicesOf(props);
  const [person, setPerson] = useState<string | null>(team.isMine ? me : null);
  const [time, setTime] = useState('');
  const { say, end } = useOnCall(team.team, onDone);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const at = nextAt(time, Date.now() / 1000);
    if (person !== null && at !== undefined) say.run({ person, until: at });
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not kept" problems={problemsOf(say.error ?? end.error)} />
      <p className={classes.aside}>
        Colleagues see it before they ask. It lets nobody into a case, and nobody signs it: whoever asks sees the name.
      </p>
      {choices.length > 1 && <Who choices={choices} value={person} onChange={setPerson} />}
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
        {mayEnd && (
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
