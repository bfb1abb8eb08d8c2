import { ActionIcon, Textarea } from '@mantine/core';
import { IconFileText, IconSend2 } from '@tabler/icons-react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, memo, type ReactNode, type RefObject, type SyntheticEvent, useCallback, useEffect, useRef } from 'react';
import { Problem } from '@consilium/domain';
import { IdentifierHint } from '../../identifiers';
import { ErrorSummary, StatusLine, tooLong } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { lazyPart, Part } from '../../release';
import { type RoomView, type ThreadView, vaultDoor } from '../../vault/door';
import classes from './composer.module.css';
import { before, type Written } from './mentions';
import { quoteOf } from './quote';
import { Answered } from './quoted';
import type { Answering } from './use-answering';
import { useWritten } from './use-written';

const Mentioning = lazy(lazyPart(async () => ({ default: (await import('./mentioning')).Mentioning })));

/** Milliseconds. */
const typingEvery = 3_000;
/** Characters of one message. */
const longest = 8_000;

interface ComposerProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
}

interface WritingProps extends ComposerProps {
  readonly answering: Answering;
}

/** With a mouse there are keys, and Enter posts; on a phone it begins a line, and the arrow posts. */
const hasKeys = window.matchMedia('(pointer: fine)').matches;

/** Whether what was answered is gone: the words are sent without answering it. */
const isUnanswerable = (error: Error): boolean =>
  error instanceof Problem && String(error.details['code']).startsWith('answers-');

/** Whether the words stand in the thread now, unsent, with Retry. */
const isKept = (error: Error | null): boolean => error instanceof Problem && error.details['kept'] === true;

/**
 * The place to answer. What is being written is kept sealed on this device until it is said; while a newer build is needed
 * to post, it can still be written.
 */
export function Composer({ view, thread, answering }: WritingProps): ReactNode {
  if (thread.mayPost === true || (view.held !== '' && view.alarm === ''))
    return <Writing view={view} thread={thread} answering={answering} />;
  return (
    <div className={classes.composer}>
      <StatusLine>{view.alarm === '' ? thread.mayPost : 'Read-only here. Why stands above.'}</StatusLine>
    </div>
  );
}

/** Says that somebody is typing, at most every three seconds. */
function useTyping(room: string, thread: string): () => void {
  const said = useRef(0);
  return useCallback(() => {
    if (Date.now() - said.current < typingEvery) return;
    said.current = Date.now();
    void vaultDoor()
      .typing(room, thread)
      .catch(() => undefined);
  }, [room, thread]);
}

interface Posted extends Written {
  readonly answered: string;
}

/** Says the words, and gives them back where they were refused. */
function usePosting(
  { view, thread, answering }: WritingProps,
  { newest, put }: Pick<ReturnType<typeof useWritten>, 'newest' | 'put'>,
): UseMutationResult<void, Error, Posted> {
  return useMutation({
    mutationFn: ({ text, mentions, answered }: Posted) =>
      vaultDoor().say(view.room, thread.thread, text, answered, mentions),
    onError: (error, { answered, ...posted }) => {
      // What got no answer stands in the thread with Retry; what was refused comes back before what was written since.
      if (isKept(error)) return;
      put(before(posted, newest.current));
      if (answered !== '' && !isUnanswerable(error)) answering.again(answered);
    },
  });
}

function Writing(props: WritingProps): ReactNode {
  const { view, thread, answering } = props;
  const written = useWritten(view.room, thread);
  const { text, mentions, write: setText, put, take } = written;
  const field = useRef<HTMLTextAreaElement>(null);
  const sayTyping = useTyping(view.room, thread.thread);
  const post = usePosting(props, written);
  const isIdle = text.trim() === '' || text.trim().length > longest || thread.mayPost !== true;
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isIdle || post.isPending) return;
    take();
    post.mutate({ text: text.trimEnd(), mentions, answered: answering.entry });
    if (answering.entry !== '') answering.drop();
  };
  const write = useCallback(
    (words: string): void => {
      setText(words);
      sayTyping();
    },
    [setText, sayTyping],
  );
  const problem = isKept(post.error) ? null : post.error;
  const label = labelOf(view, problem !== null);
  return (
    <form className={classes.composer} onSubmit={send}>
      <ErrorSummary title="Not posted; your words are still here" problems={problemsOf(problem)} />
      <IdentifierHint text={text} />
      <WhereTo view={view} thread={thread} />
      {answering.entry !== '' && <Answered {...quoteOf(view, thread, answering.entry)} onDrop={answering.drop} />}
      {text.includes('@') && (
        <Part>
          <Mentioning {...{ view, thread, field, text, mentions }} onPut={put} />
        </Part>
      )}
      <div className={classes.row}>
        <OpinionLink view={view} thread={thread} />
        <Words
          field={field}
          title={thread.title}
          isPicture={thread.kind === 'picture'}
          text={text}
          asked={answering.asked}
          onWrite={write}
        />
        <Send label={label} isBusy={post.isPending} isIdle={isIdle} />
      </div>
    </form>
  );
}

/** Where it goes, also while one writes: which case, which thread, and on a line of its own who else reads it from outside. */
function WhereTo({ view, thread }: ComposerProps): ReactNode {
  const own = view.as === 'outside' ? 1 : 0;
  const outside = thread.readers.filter((reader) => reader.outside).length - own;
  const who = outside === 1 ? 'An outside colleague reads' : `${String(outside)} outside colleagues read`;
  return (
    <>
      {outside > 0 && <p className={classes.outside}>{who} what you post here.</p>}
      <p className={classes.where}>
        <span className={classes.thread}>{thread.title}</span>
        {view.title !== '' && <span className={classes.case}> · {view.title}</span>}
        {hasKeys && <span className={classes.keys}>Enter posts, Shift + Enter begins a line</span>}
      </p>
    </>
  );
}

interface WordsProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly title: string;
  readonly isPicture: boolean;
  readonly text: string;
  /** Takes the keys whenever it rises. */
  readonly asked: number;
  readonly onWrite: (words: string) => void;
}

/**
 * How the field grows with its words: by the browser alone where it can. Measured by script it has the page laid out three
 * times for each letter, and a hidden field that holds the words again.
 */
const growing =
  typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')
    ? { rows: 1 }
    : { autosize: true, minRows: 1, maxRows: 5 };

/** Rendered only when its words change: where it measures itself, it measures the page with it. */
const Words = memo(function Words({ field, title, isPicture, text, asked, onWrite }: WordsProps): ReactNode {
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [field, asked]);
  return (
    <Textarea
      ref={field}
      aria-label={`Write about: ${title}`}
      placeholder={isPicture ? 'About this picture' : 'Message'}
      {...growing}
      size="md"
      error={tooLong(text.trim(), longest)}
      className={classes.text ?? ''}
      classNames={{ input: classes.words ?? '' }}
      value={text}
      onChange={(event) => {
        onWrite(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        if (event.shiftKey || !(hasKeys || event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
});

interface SendProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly isIdle: boolean;
}

function Send({ label, isBusy, isIdle }: SendProps): ReactNode {
  return (
    <ActionIcon
      type="submit"
      size={44}
      variant="filled"
      aria-label={label}
      title={label}
      loading={isBusy}
      disabled={isIdle}
    >
      <IconSend2 size={22} aria-hidden />
    </ActionIcon>
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
    <ActionIcon
      component={Link}
      to={`/cases/${view.room}/opinion/${thread.thread}`}
      size={44}
      variant="default"
      aria-label="Write an opinion"
      title="Write an opinion"
    >
      <IconFileText size={22} aria-hidden />
    </ActionIcon>
  );
}
