import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactTime } from '../platform/kit';
import type { OwnLostView } from '../vault/door';
import { nowWords, ownLine } from './restored-words';
import classes from './restored.module.css';

interface OwnListProps {
  readonly own: readonly OwnLostView[];
  /** Called where one of them is gone to. */
  readonly onGo?: () => void;
}

/** What of this person's own was lost, oldest first; words that can be sent again lead to where they stand. */
export function OwnList({ own, onGo }: OwnListProps): ReactNode {
  if (own.length === 0) {
    return (
      <p className={classes.words}>
        On this device nothing of your own is known to be lost. A page that was closed meanwhile knows only that
        something is missing, not what.
      </p>
    );
  }
  return (
    <ul className={classes.own}>
      {own.map((lost) => (
        <li key={lost.entry}>
          <Own lost={lost} {...(onGo && { onGo })} />
        </li>
      ))}
    </ul>
  );
}

function Own({ lost, onGo }: Pick<OwnListProps, 'onGo'> & { readonly lost: OwnLostView }): ReactNode {
  const { room, thread, at, words, now } = lost;
  return (
    <>
      <p className={classes.line}>{ownLine(lost)}</p>
      {words !== '' && <blockquote className={classes.reason}>{words}</blockquote>}
      <p className={classes.aside}>
        <ExactTime at={at * 1000} />. {nowWords[now]}{' '}
        {now === 'unsent' && (
          <>
            It stands in{' '}
            <Link
              to="/cases/$room"
              params={{ room }}
              search={{ thread }}
              className={classes.inline}
              onClick={() => onGo?.()}
            >
              its case
            </Link>{' '}
            with Retry.
          </>
        )}
      </p>
    </>
  );
}
