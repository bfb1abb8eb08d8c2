import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { StatusLine } from '../../platform/kit';
import { isBackInTalk, talkBefore, type TalkPlace } from '../../platform/place-before-lock';
import type { RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';
import { Original } from '../original/original-card';
import { CaseFormCard } from './case-form-card';
import { Composer } from './composer';
import { ItemList } from './item-list';
import { PictureFigure } from './picture-figure';
import { homeOf, type Row, rowsOf, shownWith, stepsBeside, unreadIn } from './talk';
import { ThreadHeader } from './thread-header';
import classes from './thread-panel.module.css';
import { Typing } from './typing';
import { useAnswering } from './use-answering';
import { useFollowing } from './use-following';
import { useNewFrom } from './use-new-from';
import { Viewing } from './viewing';

interface ThreadPanelProps {
  readonly view: RoomView;
  /** What is written goes to this one, and to nobody who does not read it. */
  readonly thread: ThreadView;
}

interface PanelProps extends ThreadPanelProps {
  /** Opened at its picture, which stands above what was said of it. */
  readonly isAtPicture: boolean;
  /** The entry it opens at; "" for none. */
  readonly sought: string;
}

/** All that was said in the order of time, or what was said of one picture; its picture above or beside it; the place to answer. */
export function ThreadPanel({ view, thread, isAtPicture, sought }: PanelProps): ReactNode {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  const [viewing, setViewing] = useState('');
  const picture = <Picture view={view} thread={thread} onOpen={setViewing} />;
  return (
    <section className={classes.panel} aria-label={thread.title}>
      <ThreadHeader view={view} thread={thread} />
      <div className={classes.body}>
        {isDesk && thread.picture !== undefined && (
          <div className={classes.beside} tabIndex={0} role="region" aria-label={`The picture: ${thread.title}`}>
            {picture}
            <OriginalInside view={view} thread={thread} />
          </div>
        )}
        <Talk
          view={view}
          thread={thread}
          isAtTop={isAtPicture && !isDesk}
          sought={sought}
          above={isDesk ? null : picture}
          beneath={isDesk ? null : <OriginalInside view={view} thread={thread} />}
          onOpen={setViewing}
        />
      </div>
      <Viewing
        view={view}
        thread={viewing}
        behind={thread.thread}
        onClose={() => {
          setViewing('');
        }}
      />
    </section>
  );
}

interface TalkProps extends ThreadPanelProps {
  /** Opens at its top, where what stands above it is seen. */
  readonly isAtTop: boolean;
  readonly sought: string;
  readonly above: ReactNode;
  readonly beneath: ReactNode;
  readonly onOpen: (thread: string) => void;
}

/** What was said, and the place to answer. Only this scrolls. */
function Talk({ view, thread, isAtTop, sought, above, beneath, onOpen }: TalkProps): ReactNode {
  const home = homeOf(view)?.thread ?? '';
  const shown = useMemo(() => shownWith(view, thread), [view, thread]);
  const rows = useMemo(() => rowsOf(shown, home, stepsBeside(view, thread, shown)), [view, thread, shown, home]);
  const newFrom = useNewFrom(rows);
  const [ledTo] = useState(() => (rows.some(({ item }) => item.entry === sought) ? sought : ''));
  const back = useBefore(rows);
  const opensAtEnd = back === undefined && newFrom === '' && ledTo === '' && !isAtTop;
  const { scroll, talk, isAtEnd, below, toEnd, toEnds } = useFollowing(rows, opensAtEnd);
  const answering = useAnswering(view.room, thread.thread);
  const place = { role: 'region', 'aria-label': `All of ${thread.title}`, tabIndex: 0 } as const;
  return (
    <div className={classes.side}>
      <div {...place} className={classes.scroll} ref={scroll} data-talk onKeyDown={toEnds}>
        <div className={classes.talk} ref={talk}>
          {thread.kind === 'case' && <Question view={view} thread={thread} onAnswer={answering.answer} />}
          <ForSome view={view} thread={thread} />
          {above}
          <WillBeRead view={view} thread={thread} />
          <ItemList
            {...{ view, title: thread.title, rows, newFrom, sought: ledTo, back, isAtTop, isAtEnd, onOpen }}
            onAnswer={answering.answer}
          />
          <Typing as={view.as} shown={shown} home={home} />
          {beneath}
        </div>
      </div>
      <div role="status" className={classes.came}>
        {below > 0 && <ToEnd count={unreadIn(rows) || below} onPress={toEnd} />}
      </div>
      <Composer view={view} thread={thread} answering={answering} />
    </div>
  );
}

/** That somebody outside may read what is added here: said to those inside. */
function WillBeRead({ view, thread }: Pick<TalkProps, 'view' | 'thread'>): ReactNode {
  if (thread.outsideWillRead === '' || view.as === 'outside') return null;
  return <StatusLine tone="warning">{thread.outsideWillRead}</StatusLine>;
}

/** Where this talk was read when the page locked: once, when it is opened again. */
function useBefore(rows: readonly Row[]): TalkPlace | undefined {
  const [back] = useState(() => {
    const before = talkBefore();
    return rows.some(({ item }) => item.entry === before?.entry) ? before : undefined;
  });
  useEffect(isBackInTalk, []);
  return back;
}

interface QuestionProps extends ThreadPanelProps {
  readonly onAnswer: (entry: string, thread: string) => void;
}

/** The question, which is answered as anything that is said here. */
function Question({ view, thread, onAnswer }: QuestionProps): ReactNode {
  const entry = view.questions.at(-1) ?? '';
  if (view.form === undefined) return null;
  const answer = (): void => {
    onAnswer(entry, thread.thread);
  };
  return <CaseFormCard form={view.form} onAnswer={thread.mayPost === true && entry !== '' ? answer : undefined} />;
}

/** Whom this thread is for alone; in the case's own, which pictures are there and not opened for this reader. */
function ForSome({ view, thread }: ThreadPanelProps): ReactNode {
  if (thread.named.length > 0) {
    return <StatusLine>Only for {listed(thread.named)}: nobody else in this case opens it.</StatusLine>;
  }
  if (thread.kind !== 'case') return null;
  return view.forOthers.map(({ number, named }) => (
    <StatusLine key={number}>
      Picture {number} is only for {listed(named)}, and is not opened for you.
    </StatusLine>
  ));
}

interface PictureProps extends ThreadPanelProps {
  readonly onOpen: (thread: string) => void;
}

/** The picture of a thread. */
function Picture({ view, thread: { picture, isPictureNew }, onOpen }: PictureProps): ReactNode {
  if (picture === undefined) return null;
  return (
    <PictureFigure
      room={view.room}
      picture={picture}
      isNew={isPictureNew}
      mayWithdraw={view.as === 'owner' || view.as === 'internal'}
      onOpen={() => {
        onOpen(picture.thread);
      }}
    />
  );
}

/** What became of its original: nothing that is asked outside. */
function OriginalInside({ view, thread: { picture } }: ThreadPanelProps): ReactNode {
  if (picture === undefined || view.as === 'outside') return null;
  return <Original room={view.room} picture={picture} />;
}

interface ToEndProps {
  readonly count: number;
  readonly onPress: () => void;
}

/** What arrived below what is read, one press away. */
function ToEnd({ count, onPress }: ToEndProps): ReactNode {
  return (
    <Button
      className={classes.toEnd ?? ''}
      size="sm"
      leftSection={<IconArrowDown size={18} aria-hidden />}
      onClick={onPress}
    >
      {count} new
    </Button>
  );
}
