/** Whether this page runs as an application of the device, without the browser around it. */
export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true;

/** An iPhone or iPad; the latter says that it is a Mac, and has a screen to touch. */
export const isApple = (): boolean =>
  /iPhone|iPad/u.test(navigator.userAgent) || (/Macintosh/u.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
