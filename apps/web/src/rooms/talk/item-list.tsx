import { type ReactNode, useState } from 'react';
import { dayWords } from '../../platform/kit';
import type { RoomView } from '../../vault/door';
import { Item } from './item';
import classes from './item-list.module.css';
import { placeWords, type Row } from './talk';
import { useWindow } from './use-window';

interface ItemListProps {
  /** Its id. The view of a room is another one after every change; what is said in it is not. */
  readonly room: string;
  /** As what its reader is in it. */
  readonly as: RoomView['as'];
  readonly title: string;
  readonly rows: readonly Row[];
  /** Before this one a line says that what follows is new; "" where nothing is. */
  readonly newFrom: string;
  /** What somebody was led to, and it opens at; "" where it opens as ever. */
  readonly sought: string;
  /** Whether it opens at its top all the same. */
  readonly isAtTop: boolean;
  /** Whether it opens, and is read, at its newest. */
  readonly isAtEnd: boolean;
  readonly onOpen: (thread: string) => void;
}

/**
 * What was said, oldest first, by day. Only what is in sight stands on the page, and some around it; each says which it is
 * of how many. What arrives is read out while one is at the end, where nothing else can come onto the page.
 */
export function ItemList({
  room,
  as,
  title,
  rows,
  newFrom,
  sought,
  isAtTop,
  isAtEnd,
  onOpen,
}: ItemListProps): ReactNode {
  const [opensAtEnd] = useState(isAtEnd);
  const { list, above, below, shown, measure } = useWindow(rows, opensAtEnd, isAtTop ? '' : sought || newFrom);
  const itemOf = ({ item, thread, place, isNewDay }: Row): ReactNode => (
    <Item
      item={item}
      room={room}
      thread={thread.thread}
      day={isNewDay ? dayWords(item.at * 1000) : ''}
      isFirstNew={item.entry === newFrom}
      picture={item.kind === 'picture' ? thread.picture : undefined}
      to={place?.thread ?? ''}
      where={place === undefined ? '' : placeWords(place, as)}
      onOpen={onOpen}
    />
  );
  return (
    <div ref={list}>
      <div style={{ height: above }} />
      <ol className={classes.items} aria-label={`What was said: ${title}`} aria-live={isAtEnd ? 'polite' : 'off'}>
        {rowsAt(rows, shown).map(([index, row]) => (
          <li
            key={row.item.entry}
            ref={measure}
            className={classes.item}
            data-kind={row.item.kind}
            data-index={index}
            data-sought={row.item.entry === sought}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
          >
            {itemOf(row)}
          </li>
        ))}
      </ol>
      <div style={{ height: below }} />
    </div>
  );
}

const rowsAt = (rows: readonly Row[], shown: readonly number[]): (readonly [number, Row])[] =>
  shown.flatMap((index) => {
    const row = rows[index];
    return row === undefined ? [] : [[index, row] as const];
  });
