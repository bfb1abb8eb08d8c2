import type { ReactNode } from 'react';
import { exactTime, type Moment } from './exact-time-words';
import classes from './exact-time.module.css';

/** A moment of the record, never "two hours ago". */
export function ExactTime({ at }: { readonly at: Moment }): ReactNode {
  return (
    <time dateTime={new Date(at).toISOString()} className={classes.time}>
      {exactTime(at)}
    </time>
  );
}
