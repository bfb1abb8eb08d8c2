import { type TalkPlace, untilTouched } from '../../platform/place-before-lock';

/** So often in a row (frames) it has to stand where it stood: heights are known only once what is above was drawn. */
const steady = 5;

/** The row as it stands on the page, where it does. */
const rowOf = (talk: HTMLElement, entry: string): HTMLElement | null =>
  talk.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]`);

/**
 * Brings a talk back to where it was read: the same row as far from its upper edge as before. `guess`: how far down that row
 * begins, as long as it is not drawn. Gives up at the first touch. Returns the way to give up.
 */
export function bringBack(talk: HTMLElement, { entry, top }: TalkPlace, guess: () => number): () => void {
  let held = 0;
  let frame = 0;
  const over = (): void => {
    cancelAnimationFrame(frame);
    unheard();
  };
  const unheard = untilTouched(over);
  const look = (): void => {
    const row = rowOf(talk, entry);
    const off = row === null ? 0 : row.getBoundingClientRect().top - talk.getBoundingClientRect().top - top;
    const before = talk.scrollTop;
    talk.scrollTop = row === null ? guess() - top : before + off;
    // Where it cannot go further it stands as well as it can.
    held = row !== null && (Math.abs(off) < 1 || talk.scrollTop === before) ? held + 1 : 0;
    if (held >= steady) unheard();
    else frame = requestAnimationFrame(look);
  };
  look();
  return over;
}
