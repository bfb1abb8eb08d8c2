import { type ReactNode, useEffect, useRef } from 'react';
import { type Unread, watchedInSight } from './in-sight';
import classes from './read-mark.module.css';

type ReadMarkProps = Unread & {
  /** Of words their end has to be seen, of a picture its middle. */
  readonly of: 'words' | 'picture';
};

/** Stands in something new; seen by somebody who looks, all of it is read, on every device of theirs. */
export function ReadMark({ of, room, thread, entry, seq }: ReadMarkProps): ReactNode {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const { current } = mark;
    return current === null ? undefined : watchedInSight(current, { room, thread, entry, seq });
  }, [room, thread, entry, seq]);
  return <span ref={mark} className={classes.mark} data-of={of} aria-hidden />;
}
