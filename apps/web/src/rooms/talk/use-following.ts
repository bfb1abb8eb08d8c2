import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './talk';

/** So near its end (pixels) a talk is read at its end. */
const nearEnd = 48;

interface Following {
  /** What scrolls, and what grows in it. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly talk: RefObject<HTMLDivElement | null>;
  /** How many arrived below what is on screen. */
  readonly below: number;
  readonly toEnd: () => void;
}

/** How many things were added to a talk, and whether its reader said the newest of them. */
function useAdded(rows: readonly Row[]): (then: (added: number, isMine: boolean) => void) => void {
  const known = useRef(rows.length);
  return useCallback(
    (then) => {
      const added = rows.length - known.current;
      known.current = rows.length;
      const newest = rows.at(-1)?.item;
      if (added > 0) then(added, newest?.kind === 'message' && newest.mine);
    },
    [rows],
  );
}

/** Where a talk opens: at its top, at an entry, or, "", at its newest. */
type Opening = string;

/**
 * Opens where it is told to, else at the newest, and stays there there while pictures load, keyboards open and messages arrive; whoever reads further up is
 * left there and told how many came. What one says oneself is always shown.
 */
export function useFollowing(rows: readonly Row[], opening: Opening): Following {
  const scroll = useRef<HTMLDivElement>(null);
  const talk = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(opening === '');
  const [opensAt] = useState(opening);
  const [below, setBelow] = useState(0);
  const whenAdded = useAdded(rows);

  const toEnd = useCallback((): void => {
    isAtEnd.current = true;
    setBelow(0);
    if (scroll.current !== null) scroll.current.scrollTop = scroll.current.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const first = talk.current?.querySelector(`[data-entry="${CSS.escape(opensAt)}"]`);
    if (opensAt !== '') first?.scrollIntoView({ block: 'start' });
  }, [opensAt]);

  useEffect(() => {
    const { current: outer } = scroll;
    const { current: inner } = talk;
    if (outer === null || inner === null) return undefined;
    const note = (): void => {
      isAtEnd.current = outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearEnd;
      if (isAtEnd.current) setBelow(0);
    };
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) outer.scrollTop = outer.scrollHeight;
    });
    sizes.observe(outer);
    sizes.observe(inner);
    outer.addEventListener('scroll', note, { passive: true });
    return () => {
      sizes.disconnect();
      outer.removeEventListener('scroll', note);
    };
  }, []);

  useEffect(() => {
    whenAdded((added, isMine) => {
      if (isMine || isAtEnd.current) toEnd();
      else setBelow((before) => before + added);
    });
  }, [whenAdded, toEnd]);

  return { scroll, talk, below, toEnd };
}
