import type { ReactNode } from 'react';
import classes from './filter-chips.module.css';

/** One press: what of a list it shows, and how many that is. */
export interface FilterChip<Choice> {
  readonly words: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly to: Choice;
}

interface FilterChipsProps<Choice> {
  /** What is chosen by them: "Which cases". */
  readonly label: string;
  readonly chips: readonly FilterChip<Choice>[];
  readonly onChoose: (choice: Choice) => void;
}

/** What of a list is shown. On a phone one row, which scrolls inside itself. */
export function FilterChips<Choice>({ label, chips, onChoose }: FilterChipsProps<Choice>): ReactNode {
  return (
    <div className={classes.row}>
      <ul className={classes.chips} aria-label={label}>
        {chips.map(({ words, count, isOn, to }) => (
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
