import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dayWords } from '../../platform/kit';
import type { RoomView } from '../../vault/door';
import { Item } from './item';
import classes from './item-list.module.css';
import { placeWords, type Row } from './talk';

/** How many stand on the page beyond those in sight, on either side: a short talk does as a whole. */
const around = 30;

/** A height in pixels until it was measured. */
function guess({ item, place, isNewDay }: Row): number {
  const more = (place === undefined ? 0 : 24) + (isNewDay ? 40 : 0);
  switch (item.kind) {
    case 'line':
      return 48 + more;
    case 'picture':
      return 330 + more;
    case 'opinion':
      return 560 + more;
    case 'unreadable':
      return 130 + more;
    case 'message':
      return 66 + 25 * Math.ceil(item.text.length / 45) + more;
  }
}

/** How far below the top of what scrolls the list begins: the question stands above it, or the picture. */
function useTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const { current } = list;
    const outer = scrollerOf(current);
    if (current === null || outer === null || current.parentElement === null) return undefined;
    const look = (): void => {
      const from = outer.getBoundingClientRect().top - outer.scrollTop;
      setTop(Math.round(current.getBoundingClientRect().top - from));
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(current.parentElement);
    return () => {
      sizes.disconnect();
    };
  }, [list]);
  return top;
}

const scrollerOf = (element: HTMLElement | null): HTMLElement | null => element?.closest('[data-talk]') ?? null;

/** The browser finds and prints what stands on the page: whoever asks it to has all of the talk there. */
function useWholeToFind(): boolean {
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    const whole = (): void => {
      setWhole(true);
    };
    const press = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (key === 'F3' || ((ctrlKey || metaKey) && key.toLowerCase() === 'f')) whole();
    };
    window.addEventListener('keydown', press);
    window.addEventListener('beforeprint', whole);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('beforeprint', whole);
    };
  }, []);
  return isWhole;
}

interface ItemListProps {
  /** Its id. The view of a room is another one after every change; what is said in it is not. */
  readonly room: string;
  /** As what its reader is in it. */
  readonly as: RoomView['as'];
  readonly title: string;
  readonly rows: readonly Row[];
  /** Before this one a line says that what follows is new, and there the talk opens; "" where nothing is. */
  readonly newFrom: string;
  /** Whether it opens, and is read, at its newest. */
  readonly isAtEnd: boolean;
  readonly onOpen: (thread: string) => void;
}

/**
 * What was said, oldest first, by day. Only what is in sight stands on the page, and some around it; each says which it is
 * of how many. What arrives is read out while one is at the end, where nothing else can come onto the page.
 */
export function ItemList({ room, as, title, rows, newFrom, isAtEnd, onOpen }: ItemListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const top = useTop(list);
  const isWhole = useWholeToFind();
  const [opensAtEnd] = useState(isAtEnd);
  const virtual = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: (index) => guess(rows[index] as Row),
    getItemKey: (index) => rows[index]?.item.entry ?? index,
    overscan: isWhole ? rows.length : around,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialOffset: opensAtEnd ? Number.MAX_SAFE_INTEGER : 0,
  });
  // Where the browser keeps what is read in its place by itself, it does so without breaking off a scroll that goes on.
  useLayoutEffect(() => {
    if (CSS.supports('overflow-anchor', 'auto')) virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  }, [virtual]);
  const [first] = useState(() => rows.findIndex(({ item }) => item.entry === newFrom));
  useLayoutEffect(() => {
    if (first >= 0) virtual.scrollToIndex(first, { align: 'start' });
  }, [first, virtual]);
  const shown = virtual.getVirtualItems();
  const above = (shown[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() + top - (shown.at(-1)?.end ?? top);
  return (
    <div ref={list}>
      <div style={{ height: above }} />
      <ol className={classes.items} aria-label={`What was said: ${title}`} aria-live={isAtEnd ? 'polite' : 'off'}>
        {shown.flatMap(({ index }) => {
          const row = rows[index];
          if (row === undefined) return [];
          const { item, thread, place, isNewDay } = row;
          return (
            <li
              key={item.entry}
              ref={virtual.measureElement}
              className={classes.item}
              data-kind={item.kind}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
            >
              <Item
                item={item}
                room={room}
                day={isNewDay ? dayWords(item.at * 1000) : ''}
                isFirstNew={item.entry === newFrom}
                picture={item.kind === 'picture' ? thread.picture : undefined}
                to={place?.thread ?? ''}
                where={place === undefined ? '' : placeWords(place, as)}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ol>
      <div style={{ height: below }} />
    </div>
  );
}
