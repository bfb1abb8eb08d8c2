import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { FullDetail } from '../../pictures';
import { StatusLine } from '../../platform/kit';
import type { RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';
import { Original } from '../original/original-card';
import { CaseFormCard } from './case-form-card';
import { Composer } from './composer';
import { ItemList } from './item-list';
import { PictureFigure } from './picture-figure';
import { ThreadHeader } from './thread-header';
import classes from './thread-panel.module.css';
import { useFollowing } from './use-following';

interface ThreadPanelProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
}

/** One thread: everything said about it, its picture above that or, at a desk, beside it, and the place to answer. */
export function ThreadPanel({ view, thread }: ThreadPanelProps): ReactNode {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  const { scroll, talk, below, toEnd } = useFollowing(thread.items);
  const picture = <Picture view={view} thread={thread} />;
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
              <ItemList thread={thread} room={view.room} />
              {!isDesk && original}
            </div>
          </div>
          {below > 0 && <ToEnd count={below} onPress={toEnd} />}
          <Composer view={view} thread={thread} />
        </div>
      </div>
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

/** The picture of a thread, and in full detail when asked for. */
function Picture({ view, thread: { picture, isPictureNew } }: ThreadPanelProps): ReactNode {
  const [isViewing, setViewing] = useState(false);
  if (picture === undefined) return null;
  return (
    <>
      <PictureFigure
        room={view.room}
        picture={picture}
        isNew={isPictureNew}
        mayWithdraw={view.as === 'owner' || view.as === 'internal'}
        onOpen={() => {
          setViewing(true);
        }}
      />
      {isViewing && (
        <FullDetail
          room={view.room}
          picture={picture}
          onClose={() => {
            setViewing(false);
          }}
        />
      )}
    </>
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
