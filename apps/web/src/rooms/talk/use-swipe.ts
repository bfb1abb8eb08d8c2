import { type TouchEvent, useRef, useState } from 'react';

/** So far (pixels) a finger goes before it is a swipe. */
const enough = 64;
/** So near the edge of the screen it is the system's: back. */
const edge = 24;

interface Swipe {
  /** How far what is swiped has moved (pixels). */
  readonly by: number;
  readonly onTouchStart: (event: TouchEvent) => void;
  readonly onTouchMove: (event: TouchEvent) => void;
  readonly onTouchEnd: () => void;
  readonly onTouchCancel: () => void;
}

/** A finger that goes to the right over something, and hardly up or down. */
export function useSwipe(then: () => void): Swipe {
  const start = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const [by, setBy] = useState(0);
  const over = (): void => {
    start.current = undefined;
    setBy(0);
  };
  return {
    by,
    onTouchStart: ({ touches }) => {
      const touch = touches.item(0);
      const isOne = touches.length === 1 && touch.clientX > edge;
      start.current = isOne ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    onTouchMove: ({ touches }) => {
      const touch = touches.item(0);
      if (start.current === undefined) return;
      const [right, down] = [touch.clientX - start.current.x, Math.abs(touch.clientY - start.current.y)];
      if (down > right && down > 10) over();
      else setBy(Math.max(0, Math.min(right, enough + 16)));
    },
    onTouchEnd: () => {
      if (by >= enough) then();
      over();
    },
    onTouchCancel: over,
  };
}
