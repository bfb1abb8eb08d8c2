import type { ReactNode } from 'react';
import type { RoomSummary } from '../../vault/door';
import classes from './chips.module.css';
import { chipsOf, type Choice } from './shown';

interface ChipsProps {
  readonly rooms: readonly RoomSummary[];
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** What of the list is shown, each with how many cases that is. On a phone one row, which scrolls inside itself. */
export function Chips({ rooms, choice, onChoose }: ChipsProps): ReactNode {
  return (
    <div className={classes.row}>
      <ul className={classes.chips} aria-label="Which cases">
        {chipsOf(rooms, choice).map(({ words, count, isOn, to }) => (
          <li key={words}>
            <button
              type="button"
              className={classes.chip}
              aria-pressed={isOn}
              onClick={() => {
                onChoose(to);
              }}
            >
              {words} <span className={classes.count}>{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
