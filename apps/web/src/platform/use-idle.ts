import { useEffect } from 'react';
import { signsOfLife } from './place-before-lock';

const minute = 60_000;

/** After how many milliseconds a page locks itself. */
interface Idle {
  /** Without a touch or a key, in sight or not. */
  readonly untouched: number;
  /** Out of sight, whatever was pressed before. */
  readonly hidden: number;
}

/**
 * On wards a page stands open before whoever sits down next. One's own device is in one's own hands while it shows the page: it
 * locks once it has shown something else for a quarter of an hour, and in sight after half an hour without a touch, which
 * nobody needs to read what fits on a screen, but a desk that was left does.
 */
export const idleOn = {
  shared: { untouched: 5 * minute, hidden: 5 * minute },
  own: { untouched: 30 * minute, hidden: 15 * minute },
} as const satisfies Record<string, Idle>;

/** Whether a page that was touched last, and went out of sight, at these times has to lock now. `hiddenAt`: 0 in sight. */
export function isOver(
  idle: Idle,
  now: number,
  { touchedAt, hiddenAt }: { touchedAt: number; hiddenAt: number },
): boolean {
  return now - touchedAt >= idle.untouched || (hiddenAt !== 0 && now - hiddenAt >= idle.hidden);
}

const hiddenSince = (): number => (document.visibilityState === 'hidden' ? Date.now() : 0);

/** Calls `onIdle` once that is so, also when the device slept meanwhile. */
export function useIdle(whose: keyof typeof idleOn, isWatching: boolean, onIdle: () => void): void {
  useEffect(() => {
    if (!isWatching) return undefined;
    let touchedAt = Date.now();
    let hiddenAt = hiddenSince();
    const alive = (): void => {
      touchedAt = Date.now();
    };
    const look = (): void => {
      if (isOver(idleOn[whose], Date.now(), { touchedAt, hiddenAt })) onIdle();
    };
    const turn = (): void => {
      // How long it was out of sight is asked before it is forgotten.
      look();
      hiddenAt = hiddenSince();
    };
    for (const sign of signsOfLife) addEventListener(sign, alive, { passive: true, capture: true });
    document.addEventListener('visibilitychange', turn);
    const timer = setInterval(look, 5_000);
    return () => {
      for (const sign of signsOfLife) removeEventListener(sign, alive, { capture: true });
      document.removeEventListener('visibilitychange', turn);
      clearInterval(timer);
    };
  }, [whose, isWatching, onIdle]);
}
