import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './talk';

/** So long (milliseconds) what one was led to is marked. */
const moment = 2_000;

interface Going {
  /** The entry that somebody was just led to; "" a moment later. */
  readonly marked: string;
  readonly go: (entry: string) => void;
}

/** Leads to something said: into sight, with the keys, and marked for a moment. What stands above the talk is at its top. */
export function useGoing(
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  goTo: (index: number) => void,
): Going {
  const [marked, setMarked] = useState('');
  const now = useRef({ rows, goTo });
  const isReached = useRef(true);
  useLayoutEffect(() => {
    now.current = { rows, goTo };
  }, [rows, goTo]);
  // It stands on the page only once it is in sight, some renders later.
  useLayoutEffect(() => {
    if (marked === '' || isReached.current) return;
    const found = list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(marked)}"]`);
    found?.focus({ preventScroll: true });
    isReached.current = found !== null && found !== undefined;
  });
  useEffect(() => {
    if (marked === '') return undefined;
    const timer = setTimeout(() => {
      setMarked('');
    }, moment);
    return () => {
      clearTimeout(timer);
    };
  }, [marked]);
  const go = useCallback(
    (entry: string): void => {
      const index = now.current.rows.findIndex(({ item }) => item.entry === entry);
      if (index < 0) {
        list.current?.closest('[data-talk]')?.scrollTo({ top: 0 });
        return;
      }
      now.current.goTo(index);
      isReached.current = false;
      setMarked(entry);
    },
    [list],
  );
  return { marked, go };
}
