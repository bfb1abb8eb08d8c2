export const pause = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

/** Lets a program end that has nothing left but this timer. Browsers' timers are numbers, and hold no page. */
export function holdNothing(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
}

/** The same as `pause`, without keeping a program alive that has nothing else left to do. */
export const idlePause = (milliseconds: number): Promise<void> =>
  new Promise((wake) => {
    holdNothing(setTimeout(wake, milliseconds));
  });
