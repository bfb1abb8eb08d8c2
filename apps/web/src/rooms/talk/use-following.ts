import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Row, unreadIn } from './talk';

/** So near its end (pixels) a talk is read at its end. */
const nearEnd = 48;

interface Following {
  /** What scrolls, and what grows in it. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly talk: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  /** How many arrived below what is on screen. */
  readonly below: number;
  readonly toEnd: () => void;
  /** Hears the keys Home and End: the way there is longer than what stands on the page, and gone at once. */
  readonly toEnds: (event: KeyboardEvent<HTMLElement>) => void;
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

interface Scrolled extends Pick<Following, 'scroll' | 'talk'> {
  /** Whether the newest is to stay in sight. */
  readonly follows: RefObject<boolean>;
  readonly follow: (now: boolean) => void;
  /** Where it stood (pixels) when its reader, or we, last moved it: what was moved is heard of a frame later. */
  readonly stoodRef: RefObject<number>;
}

/** Gives where it stands then (pixels). */
function bringToEnd(outer: HTMLElement): number {
  outer.scrollTop = outer.scrollHeight;
  return outer.scrollTop;
}

/** Hears when its reader goes up or comes to its end, and keeps the end in sight where it is followed. */
function useScrolled({ scroll, talk, follows, follow, stoodRef }: Scrolled): void {
  useLayoutEffect(() => {
    const { current: outer } = scroll;
    const { current: inner } = talk;
    if (outer === null || inner === null) return undefined;
    stoodRef.current = outer.scrollTop;
    const note = (): void => {
      // What grows below what is read is not read further up: only whoever went up is.
      const isUp = outer.scrollTop < stoodRef.current;
      stoodRef.current = outer.scrollTop;
      if (outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearEnd) follow(true);
      else if (isUp) follow(false);
    };
    const pin = (): void => {
      // Where all of it is seen, there is nothing below.
      if (outer.scrollHeight <= outer.clientHeight) follow(true);
      if (follows.current) stoodRef.current = bringToEnd(outer);
      else note();
    };
    pin();
    const sizes = new ResizeObserver(pin);
    sizes.observe(outer);
    sizes.observe(inner);
    outer.addEventListener('scroll', note, { passive: true });
    return () => {
      sizes.disconnect();
      outer.removeEventListener('scroll', note);
    };
  }, [scroll, talk, follows, follow, stoodRef]);
}

/**
 * Stays at the newest, where it was opened there, while pictures load, keyboards open and messages arrive; whoever reads
 * further up is left there and told how many came. What one says oneself is always shown.
 */
export function useFollowing(rows: readonly Row[], opensAtEnd: boolean): Following {
  const scroll = useRef<HTMLDivElement>(null);
  const talk = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(opensAtEnd);
  const follows = useRef(opensAtEnd);
  const [below, setBelow] = useState(() => (opensAtEnd ? 0 : unreadIn(rows)));
  const whenAdded = useAdded(rows);

  const follow = useCallback((now: boolean): void => {
    follows.current = now;
    setAtEnd(now);
    if (now) setBelow(0);
  }, []);
  const stoodRef = useRef(0);
  useScrolled({ scroll, talk, follows, follow, stoodRef });

  const toEnd = useCallback((): void => {
    follow(true);
    if (scroll.current !== null) stoodRef.current = bringToEnd(scroll.current);
  }, [follow]);

  const toEnds = useCallback(
    (event: KeyboardEvent<HTMLElement>): void => {
      const { key, target, currentTarget } = event;
      if (target !== currentTarget || !['Home', 'End'].includes(key)) return;
      event.preventDefault();
      if (key === 'End') toEnd();
      else currentTarget.scrollTop = 0;
    },
    [toEnd],
  );

  useEffect(() => {
    whenAdded((added, isMine) => {
      if (isMine || follows.current) toEnd();
      else setBelow((known) => known + added);
    });
  }, [whenAdded, toEnd]);

  return { scroll, talk, isAtEnd, below, toEnd, toEnds };
}
