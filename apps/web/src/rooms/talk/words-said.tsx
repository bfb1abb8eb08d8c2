import type { ReactNode } from 'react';
import type { ItemView } from '../../vault/door';
import classes from './item-list.module.css';

/** The words of a message. Whoever is named in it stands out, and its reader more than others. */
export function WordsSaid({
  text,
  mentions = [],
}: Pick<Extract<ItemView, { kind: 'message' }>, 'text' | 'mentions'>): ReactNode {
  const after = (index: number): number => (mentions[index]?.at ?? 0) + (mentions[index]?.length ?? 0);
  return (
    <p className={classes.text}>
      {mentions.map(({ at, length, me }, index) => (
        <span key={at}>
          {text.slice(after(index - 1), at)}
          <strong className={classes.mention} data-me={me}>
            {text.slice(at, at + length)}
          </strong>
        </span>
      ))}
      {text.slice(after(mentions.length - 1))}
    </p>
  );
}
