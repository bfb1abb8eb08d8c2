import { useEffect } from 'react';

/** What is covered beyond this (pixels) is covered by a keyboard and not by a bar of the browser. */
const keyboard = 150;

/**
 * Keeps `--seen` at the height that is really seen (pixels): a keyboard on the screen covers the page and does not make it
 * smaller. `data-keyboard` says that there is one. Whoever zooms in with two fingers sees less of the same page, which does not count.
 */
export function useSeenHeight(): void {
  useEffect(() => {
    const { style, dataset } = document.documentElement;
    const seen = window.visualViewport;
    const note = (): void => {
      if (seen === null) return;
      const height = Math.round(seen.height * seen.scale);
      style.setProperty('--seen', `${String(height)}px`);
      dataset['keyboard'] = String(window.innerHeight - height > keyboard);
    };
    note();
    seen?.addEventListener('resize', note);
    return () => {
      seen?.removeEventListener('resize', note);
      style.removeProperty('--seen');
      delete dataset['keyboard'];
    };
  }, []);
}
