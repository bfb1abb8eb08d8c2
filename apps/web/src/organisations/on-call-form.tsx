import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useAct } from '../vault/use-vault';
import { nextAt } from './clock-time';
import classes from './colleagues.module.css';
import { type OnCallAsked, choicesOf } from './on-call-choices';

interface OnCallFormProps extends OnCallAsked {
  readonly onDone: () => void;
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
  const { team, onDone } = props;
  const { choices, mayEnd, first, isOneself } = choicesOf(props);
  const [person, setPerson] = useState(first);
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
      {!isOneself && <Who choices={choices} value={person} onChange={setPerson} />}
      <TextInput
        label={isOneself ? 'You are on call until' : 'Until'}
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
