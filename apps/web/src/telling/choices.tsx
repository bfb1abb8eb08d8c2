import { Button, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { TellingReason } from '@consilium/domain';
import { AnyOf, Card, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { MeView, ToldChoices } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { reasonsFor, reasonWords } from './reason-words';
import classes from './telling.module.css';

interface ChoicesProps {
  readonly choices: ToldChoices;
  readonly role: MeView['role'];
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

type Quiet = 'quiet' | 'today';
const usualNight = { from: 22 * 60, until: 7 * 60 } as const;

/** For what, and when, mails come. */
export function Choices({ choices, role }: ChoicesProps): ReactNode {
  const offered = reasonsFor[role];
  const [off, setOff] = useState<readonly TellingReason[]>(choices.off);
  const { from, until } = choices.quiet;
  const [night, setNight] = useState(from === until ? usualNight : { from, until });
  const [said, setSaid] = useState<readonly Quiet[]>([
    ...(from === until ? [] : (['quiet'] as const)),
    ...(choices.todayAnyway ? (['today'] as const) : []),
  ]);
  const isQuiet = said.includes('quiet');
  const save = useAct((door, to: ToldChoices) => door.chooseTold(to));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const quiet = { ...(isQuiet ? night : { from: 0, until: 0 }), zone: zoneHere() };
    save.run({ off: [...off], quiet, todayAnyway: said.includes('today') });
  };
  const changed =
    <T,>(set: (to: T) => void) =>
    (to: T): void => {
      save.reset();
      set(to);
    };
  return (
    <Card title="For what, and when">
      <ErrorSummary title="Not kept" problems={problemsOf(save.error)} />
      <form onSubmit={submit} className={classes.form}>
        <AnyOf
          legend="Mail me when"
          layout="stacked"
          choices={offered.map((reason) => ({ value: reason, label: reasonWords[reason] }))}
          value={offered.filter((reason) => !off.includes(reason))}
          onChange={changed((wanted: TellingReason[]) => setOff(offered.filter((each) => !wanted.includes(each))))}
        />
        <AnyOf
          legend="At night"
          layout="stacked"
          choices={[
            { value: 'quiet', label: 'No mail in these hours; it comes when they are over' },
            ...(isQuiet ? [{ value: 'today' as const, label: 'Except for what needs an answer today' }] : []),
          ]}
          value={said.filter((each) => isQuiet || each === 'quiet')}
          onChange={changed((to: Quiet[]) =>
            setSaid(to.includes('quiet') && !isQuiet ? ['quiet', 'today'] : to.includes('quiet') ? to : ['today']),
          )}
        />
        {isQuiet && (
          <div className={classes.hours}>
            <Hour label="From" minute={night.from} onChange={changed((to) => setNight({ ...night, from: to }))} />
            <Hour label="Until" minute={night.until} onChange={changed((to) => setNight({ ...night, until: to }))} />
          </div>
        )}
        {save.isDone && (
          <StatusLine tone="good" isLive>
            Kept.
          </StatusLine>
        )}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={save.isBusy}>
            Keep it like this
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface HourProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

function Hour({ label, minute, onChange }: HourProps): ReactNode {
  return (
    <TextInput
      label={label}
      type="time"
      size="md"
      value={timeOf(minute)}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChange(minuteOf(event.currentTarget.value));
      }}
    />
  );
}
