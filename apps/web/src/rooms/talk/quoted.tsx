import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import classes from './quoted.module.css';

interface QuotedProps {
  readonly by: string;
  readonly words: string;
  readonly entry: string;
  readonly onGo: (entry: string) => void;
}

/** What a message answers, above it; leads there. */
export const Quoted = memo(function Quoted({ by, words, entry, onGo }: QuotedProps): ReactNode {
  return (
    <button
      type="button"
      className={classes.quoted}
      onClick={() => {
        onGo(entry);
      }}
    >
      <span className={classes.said}>Answers </span>
      {by !== '' && <strong>{by} </strong>}
      <span className={classes.words}>{words}</span>
    </button>
  );
});

interface AnsweredProps {
  readonly by: string;
  readonly words: string;
  readonly onDrop: () => void;
}

/** In the place where one writes: what is being answered, and the way to answer nothing. */
export function Answered({ by, words, onDrop }: AnsweredProps): ReactNode {
  return (
    <div className={classes.answered}>
      <p className={classes.line}>
        Answering {by !== '' && <strong>{by} </strong>}
        <span className={classes.words}>{words}</span>
      </p>
      <ActionIcon variant="subtle" size={44} aria-label="Answer nothing" title="Answer nothing" onClick={onDrop}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
