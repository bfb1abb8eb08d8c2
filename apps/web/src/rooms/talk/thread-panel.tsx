import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { ShareLine } from '../../advice';
import { FullDetail } from '../../pictures';
import { StatusLine } from '../../platform/kit';
import type { RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';
import { Original } from '../original/original-card';
import { CaseFormCard } from './case-form-card';
import { Composer } from './composer';
import { ItemList, Typing } from './item-list';
import { PictureFigure } from './picture-figure';
import { firstNew, homeOf, type LookedAt, rowsOf, shownWith } from './talk';
import { ThreadHeader } from './thread-header';
import classes from './thread-panel.module.css';
import { useFollowing } from './use-following';

interface ThreadPanelProps {
  readonly view: RoomView;
  /** What is written goes to this one, and to nobody who does not read it. */
  readonly thread: ThreadView;
}

interface TalkProps extends ThreadPanelProps {
  /** Opened at its picture, which stands above what was said of it. */
  readonly isAtPicture: boolean;
  /** Up to where its reader had looked when it was opened, where that is known. */
  readonly lookedAt?: LookedAt;
}

/** All that was said in the order of time, or what was said of one picture; its picture above or beside it; the place to answer. */
export function ThreadPanel({ view, thread, isAtPicture, lookedAt }: TalkProps): ReactNode {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  const [viewing, setViewing] = useState('');
  const home = homeOf(view)?.thread ?? '';
  const shown = useMemo(() => shownWith(view, thread), [view, thread]);
  const rows = useMemo(() => rowsOf(shown, home), [shown, home]);
  const [newFrom] = useState(() => firstNew(rows, lookedAt)?.item.entry ?? '');
  const { scroll, talk, below, toEnd } = useFollowing(rows, isAtPicture && !isDesk ? 'top' : newFrom);
  const picture = <Picture view={view} thread={thread} onOpen={setViewing} />;
  const original = <OriginalInside view={view} thread={thread} />;
  return (
    <section className={classes.panel} aria-label={thread.title}>
      <ThreadHeader view={view} thread={thread} />
      <div className={classes.body}>
        {isDesk && thread.picture !== undefined && (
          <div className={classes.beside} tabIndex={0} role="region" aria-label={`The picture: ${thread.title}`}>
            {picture}
            {original}
          </div>
        )}
        <div className={classes.side}>
          <div
            className={classes.scroll}
            ref={scroll}
            tabIndex={0}
            role="region"
            aria-label={`All of ${thread.title}`}
            data-talk
          >
            <div className={classes.talk} ref={talk}>
              {thread.kind === 'case' && view.form !== undefined && <CaseFormCard form={view.form} />}
              <ForSome view={view} thread={thread} />
              {!isDesk && picture}
              {thread.outsideWillRead !== '' && <StatusLine tone="warning">{thread.outsideWillRead}</StatusLine>}
              <ItemList
                room={view.room}
                as={view.as}
                title={thread.title}
                rows={rows}
                newFrom={newFrom}
                onOpen={setViewing}
              />
              {!isDesk &&
                thread.thread === home &&
                view.shares.map((each) => <ShareLine key={each.advice} share={each} />)}
              <Typing as={view.as} shown={shown} home={home} />
              {!isDesk && original}
            </div>
          </div>
          {below > 0 && <ToEnd count={below} onPress={toEnd} />}
          <Composer view={view} thread={thread} />
        </div>
      </div>
      <Viewing
        view={view}
        thread={viewing}
        onClose={() => {
          setViewing('');
        }}
      />
    </section>
  );
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
function Picture({ view, thread: { picture }, onOpen }: PictureProps): ReactNode {
  if (picture === undefined) return null;
  return (
    <PictureFigure
      room={view.room}
      picture={picture}
      mayWithdraw={view.as === 'owner' || view.as === 'internal'}
      onOpen={() => {
        onOpen(picture.thread);
      }}
    />
  );
}

interface ViewingProps {
  readonly view: RoomView;
  readonly thread: string;
  readonly onClose: () => void;
}

/** The picture of a thread in full detail, once it was asked for. */
function Viewing({ view, thread, onClose }: ViewingProps): ReactNode {
  const picture = view.threads.find((each) => each.thread === thread)?.picture;
  return picture === undefined ? null : <FullDetail room={view.room} picture={picture} onClose={onClose} />;
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
