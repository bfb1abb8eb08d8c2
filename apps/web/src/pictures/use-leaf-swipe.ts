import { type PointerEvent, useRef, useState } from 'react';

/** So far (pixels) a finger goes before it is a swipe. */
const enough = 56;

interface LeafSwipe {
  /** How far the picture went with the finger, in pixels. */
  readonly by: number;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
}

/**
 * One finger that goes to the left or the right over a picture shown as a whole: to the next, or the one before. A second
 * finger makes it a pinch, and over what is shown larger a finger moves that.
 */
export function useLeafSwipe(isNear: () => boolean, onLeaf: (step: 1 | -1) => void): LeafSwipe {
  const down = useRef(new Set<number>());
  const start = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const gone = useRef(0);
  const [by, setBy] = useState(0);
  const go = (to: number): void => {
    gone.current = to;
    setBy(to);
  };
  const over = (): void => {
    start.current = undefined;
    go(0);
  };
  const lift = ({ pointerId }: PointerEvent): void => {
    down.current.delete(pointerId);
    over();
  };
  return {
    by,
    onPointerDown: ({ pointerType, pointerId, clientX, clientY }) => {
      if (pointerType === 'mouse') return;
      down.current.add(pointerId);
      if (down.current.size === 1 && !isNear()) start.current = { x: clientX, y: clientY };
      else over();
    },
    onPointerMove: ({ clientX, clientY }) => {
      if (start.current === undefined) return;
      const [right, down] = [clientX - start.current.x, Math.abs(clientY - start.current.y)];
      if (down > Math.abs(right) && down > 10) over();
      else go(right);
    },
    onPointerUp: (event) => {
      const went = gone.current;
      lift(event);
      if (Math.abs(went) >= enough) onLeaf(went < 0 ? 1 : -1);
    },
    onPointerCancel: lift,
  };
}
