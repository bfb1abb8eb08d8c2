import type { ReactNode } from 'react';
import classes from './register.module.css';

/** Of somebody or something in a list, where what was signed last about it bears the time of a clock that was wrong. */
export function Ahead({ isAhead }: { readonly isAhead: boolean }): ReactNode {
  return isAhead ? (
    <p className={classes.aside}>
      What was signed last about this is dated ahead of the clock: a clock was wrong when it was signed.
    </p>
  ) : null;
}
