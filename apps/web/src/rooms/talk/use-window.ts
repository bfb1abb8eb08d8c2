import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TalkPlace } from '../../platform/place-before-lock';
import { bringBack } from './back-to';
import type { Row } from './talk';

/** How many stand on the page beyond those in sight, on either side: a short talk does as a whole. */
const around = 30;

/** A height in pixels until it was measured. */
function guess({ item, place, isNewDay }: Row): number {
  const more = (place === undefined ? 0 : 24) + (isNewDay ? 40 : 0);
  switch (item.kind) {
    case 'line':
    case 'taken-back':
      return 48 + more;
    case 'picture':
      return 330 + more;
    case 'opinion':
      return 560 + more;
    case 'unreadable':
      return 130 + more;
    case 'message':
      return 66 + 25 * Math.ceil(item.text.length / 45) + (item.replyTo === '' ? 0 : 50) + more;
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

interface Window {
  /** What the rows stand in, with room for those above and below that do not stand on the page (pixels). */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly above: number;
  readonly below: number;
  /** Which rows do. */
  readonly shown: readonly number[];
  /** Hears of the element of each: its height is known once it stands there. */
  readonly measure: (element: HTMLLIElement | null) => void;
  /** Brings a row into sight. */
  readonly goTo: (index: number) => void;
}

interface OpensAt {
  /** At its newest, or at the row of an entry ("" for none), or else at its top. */
  readonly end: boolean;
  readonly entry: string;
  /** Before all of these: where it was read when the page locked. */
  readonly back: TalkPlace | undefined;
}

/** Which of the rows of a talk stand on the page. */
export function useWindow(rows: readonly Row[], opensAt: OpensAt): Window {
  const list = useRef<HTMLDivElement>(null);
  const top = useTop(list);
  const isWhole = useWholeToFind();
  // eslint-disable-next-line react-hooks/incompatible-library -- whoever calls this takes the numbers, and keeps none
  const virtual = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: (index) => guess(rows[index] as Row),
    getItemKey: (index) => rows[index]?.item.entry ?? index,
    // Where there is no height for a talk at all, whoever has it read out has its newest all the same.
    observeElementRect: (instance, then) =>
      observeElementRect(instance, ({ width, height }) => {
        then({ width, height: Math.max(height, 1) });
      }),
    overscan: isWhole ? rows.length : around,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialOffset: opensAt.end ? Number.MAX_SAFE_INTEGER : 0,
  });
  // Where the browser keeps what is read in its place by itself, it does so without breaking off a scroll that goes on.
  useLayoutEffect(() => {
    if (CSS.supports('overflow-anchor', 'auto')) virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  }, [virtual]);
  const [opens] = useState(() => ({
    back: opensAt.back,
    first: rows.findIndex(({ item }) => item.entry === (opensAt.back?.entry ?? opensAt.entry)),
  }));
  useLayoutEffect(() => {
    const { back, first } = opens;
    const talk = scrollerOf(list.current);
    if (first < 0 || talk === null) return undefined;
    if (back !== undefined) return bringBack(talk, back, () => virtual.getOffsetForIndex(first, 'start')?.[0] ?? 0);
    virtual.scrollToIndex(first, { align: 'start' });
    return undefined;
  }, [opens, virtual]);
  const shown = virtual.getVirtualItems();
  return {
    list,
    above: (shown[0]?.start ?? top) - top,
    below: virtual.getTotalSize() + top - (shown.at(-1)?.end ?? top),
    shown: shown.map(({ index }) => index),
    measure: virtual.measureElement,
    goTo: (index) => {
      virtual.scrollToIndex(index, { align: 'center' });
    },
  };
}
