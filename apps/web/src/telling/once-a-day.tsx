import type { ReactNode } from 'react';
import { AnyOf } from '../platform/kit';
import type { ToldChoices } from '../vault/door';
import { Hour } from './hour';
import classes from './telling.module.css';

type Road = keyof NonNullable<ToldChoices['daily']>;

/** Which roads bring one notice a day, and when: the hours are kept while it is off, so that they come back as they were. */
export type Daily = Readonly<Record<Road, { readonly is: boolean; readonly at: number }>>;

const usualAt = 8 * 60;
const atOnce = -1;

function ofRoad(minute: number = atOnce): Daily[Road] {
  return minute === atOnce ? { is: false, at: usualAt } : { is: true, at: minute };
}

export function dailyOf(chosen: ToldChoices['daily']): Daily {
  return { mail: ofRoad(chosen?.mail), push: ofRoad(chosen?.push) };
}

export function chosenOf({ mail, push }: Daily): NonNullable<ToldChoices['daily']> {
  const minute = ({ is, at }: Daily[Road]): number => (is ? at : atOnce);
  return { mail: minute(mail), push: minute(push) };
}

const words: Readonly<Record<Road, { readonly choice: string; readonly hour: string }>> = {
  mail: { choice: 'One mail a day for what is not for today', hour: 'Mail at' },
  push: { choice: 'One notice a day on my devices for what is not for today', hour: 'On my devices at' },
};

interface OnceADayProps {
  readonly roads: readonly Road[];
  readonly daily: Daily;
  readonly onChange: (daily: Daily) => void;
}

/** What is not for today, as one notice a day. */
export function OnceADay({ roads, daily, onChange }: OnceADayProps): ReactNode {
  const chosen = roads.filter((road) => daily[road].is);
  return (
    <>
      <AnyOf
        legend="Once a day"
        layout="stacked"
        choices={roads.map((road) => ({ value: road, label: words[road].choice }))}
        value={chosen}
        onChange={(wanted) => {
          const of = (road: Road): Daily[Road] => ({ ...daily[road], is: wanted.includes(road) });
          onChange({ mail: of('mail'), push: of('push') });
        }}
      />
      {chosen.length > 0 && (
        <div className={classes.hours}>
          {chosen.map((road) => (
            <Hour
              key={road}
              label={words[road].hour}
              minute={daily[road].at}
              onChange={(at) => onChange({ ...daily, [road]: { is: true, at } })}
            />
          ))}
        </div>
      )}
    </>
  );
}
