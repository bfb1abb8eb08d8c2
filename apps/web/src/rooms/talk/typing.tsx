import type { ReactNode } from 'react';
import type { RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';
import classes from './item-list.module.css';
import { placeWords } from './talk';

interface TypingProps {
  readonly as: RoomView['as'];
  readonly shown: readonly ThreadView[];
  readonly home: string;
}

/** Who is writing where. */
export function Typing({ as, shown, home }: TypingProps): ReactNode {
  const words = shown.flatMap((thread) => {
    const names = writing(thread);
    const where = shown.length === 1 || thread.thread === home ? '' : ` ${placeWords(thread, as)}`;
    return names.length === 0 ? [] : [`${listed(names)} ${names.length === 1 ? 'is' : 'are'} writing${where}`];
  });
  return (
    <p className={classes.typing} aria-live="polite">
      {words.join('. ')}
    </p>
  );
}

/** Who is writing, but for whoever has just posted. */
function writing({ typing, items }: ThreadView): readonly string[] {
  const newest = items.at(-1);
  return typing.filter((name) => newest?.kind !== 'message' || newest.byName !== name);
}
