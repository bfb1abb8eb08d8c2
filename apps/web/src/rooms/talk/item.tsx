import { IconArrowForward } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { exactTime, Initials, timeOrToday } from '../../platform/kit';
import { NotShown } from '../../unreadable';
import type { ItemView, PictureView } from '../../vault/door';
import { timeMarkWords } from '../../words';
import { ReadMark } from '../reading';
import { OpinionCard } from '../opinion/opinion-card';
import { Acts } from './acts';
import classes from './item-list.module.css';
import { PictureCard } from './picture-card';
import { isAnswerable } from './quote';
import { Quoted } from './quoted';
import { SeenBy } from './seen-by';
import { Stands } from './standing';
import type { Standing } from './standings';
import { Unsent } from './unsent';
import { WordsSaid } from './words-said';

interface ItemProps {
  readonly item: ItemView;
  readonly room: string;
  /** Where it was said. */
  readonly thread: string;
  /** The day that begins with it; "" for most. */
  readonly day: string;
  readonly isFirstNew: boolean;
  /** What was posted, where it is that. */
  readonly picture: PictureView | undefined;
  /** The thread it was said in, and that in words; "" where that is the talk it stands in. */
  readonly to: string;
  readonly where: string;
  /** What it answers, in one line: who said it, and their first words; "" where it answers nothing. */
  readonly quoteBy: string;
  readonly quoteWords: string;
  /** Whether an answer can be written where it was said. */
  readonly mayAnswer: boolean;
  /** Who else have looked at it, by name; told of the newest of one's own in its thread alone. */
  readonly seenBy: readonly string[];
  /** How a matter stands whose newest line this is, and what can be done. */
  readonly standings: readonly Standing[];
  readonly onOpen: (thread: string) => void;
  readonly onAnswer: (entry: string, thread: string) => void;
  readonly onGo: (entry: string) => void;
}

/**
 * One thing that was said. Whatever arrives, the views that come anew from the vault are compared with those that stand
 * here (`useView`), and an item that says what it said stays the same object: it is not rendered again.
 */
export const Item = memo(function Item(props: ItemProps): ReactNode {
  const { item, room, thread, day, isFirstNew, to, where, mayAnswer, seenBy, standings, onAnswer } = props;
  return (
    <>
      {day !== '' && (
        <p className={classes.day}>
          <span>{day}</span>
        </p>
      )}
      {isFirstNew && (
        <p className={classes.day} data-new>
          <span>New since you looked</span>
        </p>
      )}
      {isAnswerable(item) ? (
        <Acts
          item={item}
          room={room}
          where={where}
          onAnswer={
            mayAnswer
              ? () => {
                  onAnswer(item.entry, thread);
                }
              : undefined
          }
        >
          <Said {...props} />
        </Acts>
      ) : (
        <Said {...props} />
      )}
      {item.isNew === true && item.kind !== 'picture' && (
        <ReadMark of="words" room={room} thread={thread} entry={item.entry} seq={item.seq} />
      )}
      {seenBy.length > 0 && <SeenBy names={seenBy} />}
      {where !== '' && <Place room={room} to={to} where={where} kind={item.kind} />}
      {item.mark !== undefined && <p className={classes.pending}>{timeMarkWords[item.mark]}</p>}
      {standings.map((each) => (
        <Stands key={each.of} standing={each} room={room} />
      ))}
    </>
  );
});

interface PlaceProps {
  readonly room: string;
  readonly to: string;
  readonly where: string;
  readonly kind: ItemView['kind'];
}

/** Leads to where it was said, and its picture. */
function Place({ room, to, where, kind }: PlaceProps): ReactNode {
  return (
    <Link
      to="/cases/$room"
      params={{ room }}
      search={{ thread: to, at: 'picture' }}
      className={classes.place}
      data-kind={kind}
    >
      <IconArrowForward size={16} aria-hidden /> {where}
    </Link>
  );
}

function Said({ item, room, picture, quoteBy, quoteWords, onOpen, onGo }: ItemProps): ReactNode {
  switch (item.kind) {
    case 'line':
      return (
        <p className={classes.line}>
          {item.text} <Moment at={item.at} />
        </p>
      );
    case 'taken-back':
      return (
        <p className={classes.line}>
          {item.mine ? 'You took back a message; it may have been read' : `${item.byName} took back a message`}{' '}
          <Moment at={item.at} />
        </p>
      );
    case 'opinion':
      return <OpinionCard opinion={item.opinion} room={room} isMine={item.mine} />;
    case 'unreadable':
      return (
        <Bubble item={item}>
          <NotShown what={unreadableWords[item.what]} why={item.why} keyBy={item.keyBy} />
        </Bubble>
      );
    case 'picture':
      return (
        <Bubble item={item}>
          {picture !== undefined && (
            <PictureCard room={room} picture={picture} isNew={item.isNew === true} onOpen={onOpen} />
          )}
        </Bubble>
      );
    case 'message':
      return <Message {...{ item, room, quoteBy, quoteWords, onGo }} />;
  }
}

type MessageProps = Pick<ItemProps, 'room' | 'quoteBy' | 'quoteWords' | 'onGo'> & {
  readonly item: Extract<ItemView, { kind: 'message' }>;
};

function Message({ item, room, quoteBy, quoteWords, onGo }: MessageProps): ReactNode {
  return (
    <Bubble item={item} isPending={item.pending}>
      {item.replyTo !== '' && <Quoted by={quoteBy} words={quoteWords} entry={item.replyTo} onGo={onGo} />}
      <WordsSaid {...item} />
      {item.pending && <p className={classes.pending}>Sending</p>}
      {item.problem !== '' && <Unsent room={room} message={item} />}
    </Bubble>
  );
}

type Unread = Extract<ItemView, { kind: 'unreadable' }>;

const unreadableWords = {
  message: 'This message',
  opinion: 'This signed opinion',
} as const satisfies Record<Unread['what'], string>;

interface BubbleProps {
  readonly item: Extract<ItemView, { kind: 'message' | 'picture' }> | Unread;
  readonly isPending?: boolean;
  readonly children: ReactNode;
}

/** Who said it and when, around what was said. */
function Bubble({ item, isPending = false, children }: BubbleProps): ReactNode {
  return (
    <article className={classes.message} data-mine={item.mine} data-pending={isPending}>
      <Initials name={item.byName} />
      <div className={classes.bubble}>
        <header className={classes.by}>
          <strong>{item.mine ? 'You' : item.byName}</strong> <Moment at={item.at} />
        </header>
        {children}
      </div>
    </article>
  );
}

function Moment({ at }: { readonly at: number }): ReactNode {
  return (
    <time className={classes.time} dateTime={new Date(at * 1000).toISOString()} title={exactTime(at * 1000)}>
      {timeOrToday(at * 1000)}
    </time>
  );
}
