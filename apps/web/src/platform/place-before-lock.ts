/**
 * Where somebody was when their page locked: in the page's memory alone, gone with it, and for nobody but them. What they read
 * is named by its entry, which says nothing without keys.
 */

/** What stood first in sight in a talk, and how far below the talk's upper edge it began (pixels; above it: less than 0). */
export interface TalkPlace {
  readonly entry: string;
  readonly top: number;
}

interface Place {
  readonly person: string;
  readonly address: string;
  readonly down: number;
  /** Absent where the newest was in sight: that is where a talk opens anyway, or at what is new since. */
  readonly talk: TalkPlace | undefined;
}

let place: Place | undefined;

/** So near its end (pixels) a talk is read at its end. */
const nearEnd = 48;

function talkPlace(): TalkPlace | undefined {
  const talk = document.querySelector('[data-talk]');
  if (talk === null || talk.scrollHeight - talk.scrollTop - talk.clientHeight < nearEnd) return undefined;
  const edge = talk.getBoundingClientRect().top;
  for (const item of talk.querySelectorAll<HTMLElement>('[data-entry]')) {
    const { top, bottom } = item.getBoundingClientRect();
    if (bottom > edge) return { entry: item.dataset['entry'] ?? '', top: Math.round(top - edge) };
  }
  return undefined;
}

/** Just before a lock empties the page. */
export function notePlace(person: string): void {
  place = { person, address: location.hash, down: window.scrollY, talk: talkPlace() };
}

/** Where in the talk of this address they were. */
export const talkBefore = (): TalkPlace | undefined => (place?.address === location.hash ? place.talk : undefined);

/** The talk is back there: whoever opens it again later opens it as ever. */
export function isBackInTalk(): void {
  if (place !== undefined) place = { ...place, talk: undefined };
}

/** What a person does to a page. */
export const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls `stop` at the first touch or key: from then on the page is where its reader wants it. Returns the way to stop listening. */
export function untilTouched(stop: () => void): () => void {
  for (const sign of signsOfLife) addEventListener(sign, stop, { passive: true, capture: true });
  return () => {
    for (const sign of signsOfLife) removeEventListener(sign, stop, { capture: true });
  };
}

/** Brings a page back to where it was, as soon as so much of it stands there again. Returns the way to give that up. */
export function returnToPlace(person: string): () => void {
  const before = place;
  if (before?.person !== person || before.address !== location.hash) {
    place = undefined;
    return () => undefined;
  }
  const { address, down } = before;
  const over = (): void => {
    sizes.disconnect();
    unheard();
  };
  const look = (): void => {
    if (location.hash !== address) {
      over();
      return;
    }
    window.scrollTo({ top: down });
    if (Math.abs(window.scrollY - down) <= 1) over();
  };
  const sizes = new ResizeObserver(look);
  const unheard = untilTouched(over);
  sizes.observe(document.body);
  return over;
}
