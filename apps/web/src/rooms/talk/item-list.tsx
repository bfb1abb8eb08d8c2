import { memo, type ReactNode } from 'react';
import { dayWords, exactTime, Initials, timeOrToday } from '../../platform/kit';
import { NotShown } from '../../unreadable';
import type { ItemView, ThreadView } from '../../vault/door';
import { ReadMark } from '../reading';
import classes from './item-list.module.css';
import { Unsent } from './unsent';
import { OpinionCard } from '../opinion/opinion-card';

interface ItemListProps {
  /** Its id. The view of a room is another one after every change; what is said in it is not. */
  readonly room: string;
  readonly thread: ThreadView;
}

/** What was said, oldest first, by day. */
export function ItemList({ room, thread }: ItemListProps): ReactNode {
  return (
    <>
      <ol className={classes.items} aria-label={`What was said: ${thread.title}`} aria-live="polite">
        {thread.items.map((item, index) => (
          <Item
            key={item.entry}
            item={item}
            room={room}
            thread={thread.thread}
            day={dayBegun(item, thread.items[index - 1])}
          />
        ))}
      </ol>
      <p className={classes.typing} aria-live="polite">
        {typingWords(writing(thread))}
      </p>
    </>
  );
}

/** The day an item begins, in words; "" where the one before it is of the same day. */
function dayBegun(item: ItemView, before: ItemView | undefined): string {
  const day = dayWords(item.at * 1000);
  return before !== undefined && dayWords(before.at * 1000) === day ? '' : day;
}

/** Who is writing, but for whoever has just posted. */
function writing({ typing, items }: ThreadView): readonly string[] {
  const newest = items.at(-1);
  return typing.filter((name) => newest?.kind !== 'message' || newest.byName !== name);
}

function typingWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  return names.length === 1 ? `${names[0] ?? ''} is writing` : `${names.join(' and ')} are writing`;
}

interface ItemProps {
  readonly item: ItemView;
  readonly room: string;
  readonly thread: string;
  /** The day that begins with it; "" for most. */
  readonly day: string;
}

/**
 * One thing that was said. Whatever arrives, the views that come anew from the vault are compared with those that stand
 * here (`useView`), and an item that says what it said stays the same object: it is not rendered again.
 */
const Item = memo(function Item({ item, room, thread, day }: ItemProps): ReactNode {
  return (
    <li className={classes.item} data-kind={item.kind}>
      {day !== '' && (
        <p className={classes.day}>
          <span>{day}</span>
        </p>
      )}
      <Said item={item} room={room} />
      {item.isNew === true && <ReadMark of="words" room={room} thread={thread} entry={item.entry} seq={item.seq} />}
      {item.mark !== undefined && <p className={classes.pending}>{markWords[item.mark]}</p>}
    </li>
  );
});

function Said({ item, room }: Omit<ItemProps, 'day' | 'thread'>): ReactNode {
  switch (item.kind) {
    case 'line':
      return (
        <p className={classes.line}>
          {item.text} <Moment at={item.at} />
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
    case 'message':
      return (
        <Bubble item={item} isPending={item.pending}>
          <p className={classes.text}>{item.text}</p>
          {item.pending && <p className={classes.pending}>Sending</p>}
          {item.problem !== '' && <Unsent room={room} message={item} />}
        </Bubble>
      );
  }
}

const markWords = {
  ahead: 'Dated ahead of the clock: a clock was wrong when this was written.',
  late: 'Arrived late: minutes after a change of people here that whoever wrote it did not know of.',
} as const satisfies Record<NonNullable<ItemView['mark']>, string>;

type Unread = Extract<ItemView, { kind: 'unreadable' }>;

const unreadableWords = {
  message: 'This message',
  opinion: 'This signed opinion',
} as const satisfies Record<Unread['what'], string>;

interface BubbleProps {
  readonly item: Extract<ItemView, { kind: 'message' }> | Unread;
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
