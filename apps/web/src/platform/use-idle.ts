import { useEffect } from 'react';

const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls `onIdle` after so many milliseconds without a sign of life, also when the device slept meanwhile. */
export function useIdle(milliseconds: number, isWatching: boolean, onIdle: () => void): void {
  useEffect(() => {
    if (!isWatching) return undefined;
    let last = Date.now();
    const alive = (): void => {
      last = Date.now();
    };
    const look = (): void => {
      if (Date.now() - last >= milliseconds) onIdle();
    };
    for (const sign of signsOfLife) addEventListener(sign, alive, { passive: true, capture: true });
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, 5_000);
    return () => {
      for (const sign of signsOfLife) removeEventListener(sign, alive, { capture: true });
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [milliseconds, isWatching, onIdle]);
}
