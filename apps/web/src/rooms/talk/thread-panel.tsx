import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { FullDetail } from '../../pictures';
import { StatusLine } from '../../platform/kit';
import type { RoomView, ThreadView } from '../../vault/door';
import { Original } from '../original/original-card';
import { CaseFormCard } from './case-form-card';
import { Composer } from './composer';
import { ItemList } from './item-list';
import { PictureFigure } from './picture-figure';
import { ThreadHeader } from './thread-header';
import classes from './thread-panel.module.css';

interface ThreadPanelProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
}

/** One thread: its picture if it has one, everything said about it, and the place to answer. */
export function ThreadPanel({ view, thread }: ThreadPanelProps): ReactNode {
  const { room = '' } = useParams({ strict: false });
  const [isViewing, setViewing] = useState(false);
  const { picture } = thread;
  return (
    <section className={classes.panel} aria-label={thread.title}>
      <ThreadHeader view={view} thread={thread} />
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={`All of ${thread.title}`}>
        {thread.kind === 'case' && view.form !== undefined && <CaseFormCard form={view.form} />}
        {picture !== undefined && (
          <PictureFigure
            room={room}
            picture={picture}
            mayWithdraw={view.as === 'owner' || view.as === 'internal'}
            onOpen={() => {
              setViewing(true);
            }}
          />
        )}
        {picture !== undefined && view.as !== 'outside' && (
          <Original key={picture.thread} room={room} picture={picture} />
        )}
        {thread.outsideWillRead !== '' && <StatusLine tone="warning">{thread.outsideWillRead}</StatusLine>}
        <ItemList thread={thread} room={view.room} />
      </div>
      <Composer view={view} thread={thread} />
      {isViewing && picture !== undefined && (
        <FullDetail
          room={room}
          picture={picture}
          onClose={() => {
            setViewing(false);
          }}
        />
      )}
    </section>
  );
}
