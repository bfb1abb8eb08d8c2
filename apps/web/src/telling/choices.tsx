import { Button } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { TellingReason } from '@consilium/domain';
import { AnyOf, Card, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { MeView, ToldChoices, ToldView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { Hour } from './hour';
import { chosenOf, dailyOf, OnceADay } from './once-a-day';
import { reasonsFor, reasonWords } from './reason-words';
import classes from './telling.module.css';

interface ChoicesProps {
  readonly told: ToldView;
  readonly role: MeView['role'];
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The hours without notices, as they are chosen: kept while they are off, so that they come back as they were. */
interface Night {
  readonly isQuiet: boolean;
  readonly from: number;
  readonly until: number;
  readonly todayAnyway: boolean;
}

const usualNight = { from: 22 * 60, until: 7 * 60 } as const;

function nightOf({ quiet: { from, until }, todayAnyway }: ToldChoices): Night {
  const isQuiet = from !== until;
  return { isQuiet, ...(isQuiet ? { from, until } : usualNight), todayAnyway };
}

/** For what, and when, notices come, by each road there is. */
export function Choices({ told: { address, choices, pushes }, role }: ChoicesProps): ReactNode {
  const offered = reasonsFor[role];
  const [off, setOff] = useState<readonly TellingReason[]>(choices.off);
  const [pushOff, setPushOff] = useState<readonly TellingReason[]>(choices.pushOff);
  const isPushed = pushes.devices.length > 0;
  const roads = [...(address === '' ? [] : (['mail'] as const)), ...(isPushed ? (['push'] as const) : [])];
  const [night, setNight] = useState(nightOf(choices));
  const [daily, setDaily] = useState(dailyOf(choices.daily));
  const save = useAct((door, to: ToldChoices) => door.chooseTold(to));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { isQuiet, from, until, todayAnyway } = night;
    const quiet = { ...(isQuiet ? { from, until } : { from: 0, until: 0 }), zone: zoneHere() };
    save.run({ off: [...off], pushOff: [...pushOff], quiet, todayAnyway, daily: chosenOf(daily) });
  };
  return (
    <Card title="For what, and when">
      <ErrorSummary title="Not kept" problems={problemsOf(save.error)} />
      <form onSubmit={submit} onChange={save.reset} className={classes.form}>
        {address !== '' && <Reasons legend="Mail me when" offered={offered} off={off} onChange={setOff} />}
        {isPushed && (
          <Reasons legend="Show it on my devices when" offered={offered} off={pushOff} onChange={setPushOff} />
        )}
        {roads.length > 0 && <OnceADay roads={roads} daily={daily} onChange={setDaily} />}
        <QuietHours night={night} held={isPushed ? allHeld : mailHeld} onChange={setNight} />
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

interface ReasonsProps {
  readonly legend: string;
  readonly offered: readonly TellingReason[];
  readonly off: readonly TellingReason[];
  readonly onChange: (off: readonly TellingReason[]) => void;
}

function Reasons({ legend, offered, off, onChange }: ReasonsProps): ReactNode {
  return (
    <AnyOf
      legend={legend}
      layout="stacked"
      choices={offered.map((reason) => ({ value: reason, label: reasonWords[reason] }))}
      value={offered.filter((reason) => !off.includes(reason))}
      onChange={(wanted) => onChange(offered.filter((each) => !wanted.includes(each)))}
    />
  );
}

interface QuietHoursProps {
  readonly held: string;
  readonly night: Night;
  readonly onChange: (night: Night) => void;
}

const mailHeld = 'No mail in these hours; it comes when they are over';
const allHeld = 'Nothing in these hours; it comes when they are over';
const butToday = { value: 'today', label: 'Except for what needs an answer today' } as const;

function QuietHours({ night, held: label, onChange }: QuietHoursProps): ReactNode {
  const held = { value: 'quiet', label } as const;
  const { isQuiet, from, until, todayAnyway } = night;
  return (
    <>
      <AnyOf
        legend="At night"
        layout="stacked"
        choices={isQuiet ? [held, butToday] : [held]}
        value={[...(isQuiet ? [held.value] : []), ...(isQuiet && todayAnyway ? [butToday.value] : [])]}
        onChange={(chosen) =>
          onChange({
            ...night,
            isQuiet: chosen.includes('quiet'),
            todayAnyway: isQuiet ? chosen.includes('today') : todayAnyway,
          })
        }
      />
      {isQuiet && (
        <div className={classes.hours}>
          <Hour label="From" minute={from} onChange={(to) => onChange({ ...night, from: to })} />
          <Hour label="Until" minute={until} onChange={(to) => onChange({ ...night, until: to })} />
        </div>
      )}
    </>
  );
}
