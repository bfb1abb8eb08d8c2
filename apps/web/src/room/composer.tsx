import { Button, Textarea } from '@mantine/core';
import { IconFileText, IconSend2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { IdentifierHint } from '../cases/identifier-hint';
import { ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import { type RoomView, type ThreadView, vaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './composer.module.css';

/** Milliseconds. */
const typingEvery = 3_000;

interface ComposerProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
}

/** The place to answer. What could not be posted stays in the field, with Retry. */
export function Composer({ view, thread }: ComposerProps): ReactNode {
  if (thread.mayPost === true) return <Writing view={view} thread={thread} />;
  return (
    <div className={classes.composer}>
      <StatusLine>{thread.mayPost}</StatusLine>
    </div>
  );
}

/** Says that somebody is typing, at most every three seconds. */
function useTyping(room: string, thread: string): () => void {
  const said = useRef(0);
  return () => {
    if (Date.now() - said.current < typingEvery) return;
    said.current = Date.now();
    void vaultDoor()
      .typing(room, thread)
      .catch(() => undefined);
  };
}

function Writing({ view, thread }: ComposerProps): ReactNode {
  const [text, setText] = useState('');
  const sayTyping = useTyping(view.room, thread.thread);
  const post = useAct(
    async (door, words: string) => {
      await door.say(view.room, thread.thread, words, '');
      return words;
    },
    (said) => {
      // What was written meanwhile stays.
      setText((now) => (now.trim() === said ? '' : now));
    },
  );
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (text.trim() !== '' && !post.isBusy) post.run(text.trim());
  };
  const write = (words: string): void => {
    setText(words);
    sayTyping();
  };
  return (
    <form className={classes.composer} onSubmit={send}>
      <ErrorSummary title="Not posted; your words are still here" problems={problemsOf(post.error)} />
      <IdentifierHint text={text} />
      <div className={classes.row}>
        <Words thread={thread} text={text} onWrite={write} onSend={send} />
        <OpinionLink view={view} thread={thread} />
        <Button
          type="submit"
          size="md"
          className={classes.post ?? ''}
          loading={post.isBusy}
          disabled={text.trim() === ''}
          leftSection={<IconSend2 size={20} aria-hidden />}
        >
          {labelOf(view, post.error !== null)}
        </Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly thread: ThreadView;
  readonly text: string;
  readonly onWrite: (words: string) => void;
  readonly onSend: (event: SyntheticEvent) => void;
}

function Words({ thread, text, onWrite, onSend }: WordsProps): ReactNode {
  return (
    <Textarea
      aria-label={`Write about: ${thread.title}`}
      placeholder={thread.kind === 'picture' ? 'Write under this picture' : 'Write to the people named above'}
      autosize
      minRows={1}
      maxRows={8}
      size="md"
      maxLength={8000}
      className={classes.text ?? ''}
      value={text}
      onChange={(event) => {
        onWrite(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend(event);
      }}
    />
  );
}

/** Names the case, so that nothing goes to the wrong one. */
function labelOf({ title }: RoomView, isAgain: boolean): string {
  if (isAgain) return 'Retry';
  return title === '' ? 'Post' : `Post to “${title}”`;
}

function OpinionLink({ view, thread }: ComposerProps): ReactNode {
  if (view.may.opinion !== true || thread.kind === 'picture') return null;
  return (
    <Button
      component={Link}
      to={`/cases/${view.room}/opinion/${thread.thread}`}
      variant="default"
      size="md"
      leftSection={<IconFileText size={20} aria-hidden />}
    >
      Write an opinion
    </Button>
  );
}
