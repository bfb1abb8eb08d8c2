export const pause = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

/** The same, without keeping a program alive that has nothing else left to do. Browsers know no such difference. */
export const idlePause = (milliseconds: number): Promise<void> =>
  new Promise((wake) => {
    const timer: unknown = setTimeout(wake, milliseconds);
    (timer as { readonly unref?: () => void }).unref?.();
  });
