import { holdNothing } from './pause';

/** Part of the time by which each turn is earlier or later: a thousand pages that came back together do not ask together. */
const spread = 0.25;

/** Acts again and again, about every so many milliseconds, until the function given back is called. What fails is tried at the next turn. */
export function every(milliseconds: number, act: () => Promise<unknown>, random = Math.random): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const next = (): void => {
    if (isOver) return;
    const wait = milliseconds * (1 + spread * (2 * random() - 1));
    timer = setTimeout(() => {
      next();
      void act().catch(() => undefined);
    }, wait);
    holdNothing(timer);
  };
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
