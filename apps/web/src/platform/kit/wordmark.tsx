import type { ReactNode } from 'react';
import classes from './wordmark.module.css';

/** Two rings that overlap: two people looking at one thing. */
export function Wordmark(): ReactNode {
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 34 22" width="34" height="22" aria-hidden="true" className={classes.rings}>
        <circle cx="11" cy="11" r="9" className={classes.asking} />
        <circle cx="23" cy="11" r="9" className={classes.answering} />
      </svg>
      Consilium
    </span>
  );
}
