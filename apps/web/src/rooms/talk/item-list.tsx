import { type ReactNode, useMemo, useState } from 'react';
import { dayWords } from '../../platform/kit';
import type { TalkPlace } from '../../platform/place-before-lock';
import type { RoomView } from '../../vault/door';
import { Item } from './item';
import classes from './item-list.module.css';
import { type Quote, quoteOf } from './quote';
import { type Standing, standingsIn } from './standings';
import { placeWords, type Row } from './talk';
import { useGoing } from './use-going';
import { useKeyToAnswer } from './use-key-to-answer';
import { useWindow } from './use-window';

interface ItemListProps {
  readonly view: RoomView;
  readonly title: string;
  readonly rows: readonly Row[];
  /** Before this one a line says that what follows is new; "" where nothing is. */
  readonly newFrom: string;
  /** What somebody was led to, and it opens at; "" where it opens as ever. */
  readonly sought: string;
  /** Where it was read when the page locked. */
  readonly back: TalkPlace | undefined;
  /** Whether it opens at its top all the same. */
  readonly isAtTop: boolean;
  /** Whether it opens, and is read, at its newest. */
  readonly isAtEnd: boolean;
  readonly onOpen: (thread: string) => void;
  /** Answers something said in a thread. */
  readonly onAnswer: (entry: string, thread: string) => void;
}

/**
 * What was said, oldest first, by day. Only what is in sight stands on the page, and some around it; each says which it is
 * of how many. What arrives is read out while one is at the end, where nothing else can come onto the page.
 */
export function ItemList(props: ItemListProps): ReactNode {
  const { view, title, rows, newFrom, sought, back, isAtTop, isAtEnd, onOpen, onAnswer } = props;
  const [opensAtEnd] = useState(isAtEnd);
  const opensAt = { end: opensAtEnd, entry: isAtTop ? '' : sought || newFrom, back };
  const { list, above, below, shown, measure, goTo } = useWindow(rows, opensAt);
  const { marked, go } = useGoing(list, rows, goTo);
  const press = useKeyToAnswer(rows, onAnswer);
  const standings = useMemo(() => standingsIn(view), [view]);
  return (
    <div ref={list}>
      <div style={{ height: above }} />
      <ol
        className={classes.items}
        aria-label={`What was said: ${title}`}
        aria-live={isAtEnd ? 'polite' : 'off'}
        onKeyDown={press}
      >
        {rowsAt(rows, shown).map(([index, row]) => (
          <li
            key={row.item.entry}
            ref={measure}
            className={classes.item}
            data-kind={row.item.kind}
            data-index={index}
            data-entry={row.item.entry}
            data-marked={row.item.entry === marked}
            data-sought={row.item.entry === sought}
            tabIndex={-1}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
          >
            <RowItem
              {...{ row, view, newFrom, onOpen, onAnswer }}
              standings={standings.get(row.item.entry) ?? nothingElse}
              onGo={go}
            />
          </li>
        ))}
      </ol>
      <div style={{ height: below }} />
    </div>
  );
}

interface RowItemProps extends Pick<ItemListProps, 'view' | 'newFrom' | 'onOpen' | 'onAnswer'> {
  readonly row: Row;
  readonly standings: readonly Standing[];
  readonly onGo: (entry: string) => void;
}

/** The same for almost all: they are not rendered again for it. */
const nothingElse: readonly Standing[] = [];

function RowItem({ row, view, newFrom, ...acts }: RowItemProps): ReactNode {
  const { item, thread, place, isNewDay } = row;
  const { by, words } = answeredBy(view, row);
  return (
    <Item
      item={item}
      room={view.room}
      thread={thread.thread}
      day={isNewDay ? dayWords(item.at * 1000) : ''}
      isFirstNew={item.entry === newFrom}
      picture={item.kind === 'picture' ? thread.picture : undefined}
      to={place?.thread ?? ''}
      where={place === undefined ? '' : placeWords(place, view.as)}
      quoteBy={by}
      quoteWords={words}
      mayAnswer={thread.mayPost === true}
      seenBy={seenBy(row)}
      {...acts}
    />
  );
}

const nobody: readonly string[] = [];

/** The same for all that nobody is known to have seen: it is not rendered again because something else was said. */
const seenBy = ({ item, thread: { seen } }: Row): readonly string[] =>
  seen.entry === item.entry && seen.names.length > 0 ? seen.names : nobody;

const nothing = { by: '', words: '' };

const answeredBy = (view: RoomView, { item, thread }: Row): Quote =>
  item.kind === 'message' && item.replyTo !== '' ? quoteOf(view, thread, item.replyTo) : nothing;

const rowsAt = (rows: readonly Row[], shown: readonly number[]): (readonly [number, Row])[] =>
  shown.flatMap((index) => {
    const row = rows[index];
    return row === undefined ? [] : [[index, row] as const];
  });
