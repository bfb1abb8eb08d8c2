import { Button, Textarea } from '@mantine/core';
import { IconFileText, IconSend2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { IdentifierHint } from '../cases/identifier-hint';
import { ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import { type RoomView, type ThreadView, vaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './composer.module.css';

/** Typing is said at most every three seconds. */
const typingEvery = 3_000;

interface ComposerProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
}

/** The place to answer. What could not be posted stays in the field, with Retry. */
export function Composer({ view, thread }: ComposerProps): ReactNode {
  const [text, setText] = useState('');
  const said = useRef(0);
  const post = useAct(
    (door, words: string) => door.say(view.room, thread.thread, words, ''),
    () => {
      setText('');
    },
  );
  if (thread.mayPost !== true) {
    return (
      <div className={classes.composer}>
        <StatusLine>{thread.mayPost}</StatusLine>
      </div>
    );
  }
  const send = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (text.trim() !== '' && !post.isBusy) post.run(text.trim());
  };
  const sayTyping = (): void => {
    if (Date.now() - said.current < typingEvery) return;
    said.current = Date.now();
    void vaultDoor()
      .typing(view.room, thread.thread)
      .catch(() => undefined);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <form className={classes.composer} onSubmit={send}>
      <ErrorSummary title="Not posted; your words are still here" problems={problemsOf(post.error)} />
      <IdentifierHint text={text} />
      <div className={classes.row}>
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
            setText(event.currentTarget.value);
            sayTyping();
          }}
          onKeyDown={keys}
        />
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
