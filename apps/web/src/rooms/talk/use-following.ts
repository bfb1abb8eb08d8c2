import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ItemView } from '../../vault/door';

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
function useAdded(items: readonly ItemView[]): (then: (added: number, isMine: boolean) => void) => void {
  const known = useRef(items.length);
  return useCallback(
    (then) => {
      const added = items.length - known.current;
      known.current = items.length;
      const newest = items.at(-1);
      if (added > 0) then(added, newest?.kind === 'message' && newest.mine);
    },
    [items],
  );
}

/**
 * Opens at the newest and stays there while pictures load, keyboards open and messages arrive; whoever reads further up is
 * left there and told how many came. What one says oneself is always shown.
 */
export function useFollowing(items: readonly ItemView[]): Following {
  const scroll = useRef<HTMLDivElement>(null);
  const talk = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [below, setBelow] = useState(0);
  const whenAdded = useAdded(items);

  const toEnd = useCallback((): void => {
    isAtEnd.current = true;
    setBelow(0);
    if (scroll.current !== null) scroll.current.scrollTop = scroll.current.scrollHeight;
  }, []);

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
