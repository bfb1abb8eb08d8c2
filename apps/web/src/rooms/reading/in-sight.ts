import { isAttended } from '../../platform/attended';
import { vaultDoor } from '../../vault/door';

/** Something new, by the entry that said it. */
export interface Unread {
  readonly room: string;
  readonly thread: string;
  readonly entry: string;
  readonly seq: number;
}

/** So long (milliseconds) something stands on the screen before it was looked at; so often it is looked for. */
const standsFor = 300;

const watched = new Map<Element, Unread>();
/** Since when, in milliseconds of the page. */
const onScreen = new Map<Element, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** What is covered, or on a page nobody looks at, is looked for again while it is on the screen. */
function lookSoon(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    look();
  }, standsFor);
}

/** Whether a dialog or a picture in full detail covers it. */
function isCovered(mark: Element): boolean {
  const { left, top, width, height } = mark.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit === null || !(mark.parentElement?.contains(hit) === true || hit.contains(mark));
}

/** The newest of each thread that is seen now: everything before it counts as read with it. */
function newestSeen(): readonly Unread[] {
  const newest = new Map<string, Unread>();
  for (const [mark, since] of onScreen) {
    const unread = watched.get(mark);
    if (unread === undefined || performance.now() - since < standsFor || isCovered(mark)) continue;
    const place = `${unread.room} ${unread.thread}`;
    if ((newest.get(place)?.seq ?? -1) < unread.seq) newest.set(place, unread);
  }
  return [...newest.values()];
}

function look(): void {
  if (onScreen.size === 0) return;
  if (isAttended()) {
    // What cannot be noted now is tried again while it stands there.
    for (const { room, thread, entry } of newestSeen())
      void vaultDoor()
        .lookedUpTo(room, thread, entry)
        .catch(() => undefined);
  }
  lookSoon();
}

let observer: IntersectionObserver | undefined;

/** One observer for all: scrolling boxes around a mark count, as the screen does. */
function observing(): IntersectionObserver {
  observer ??= new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (!isIntersecting) onScreen.delete(target);
      else if (!onScreen.has(target)) onScreen.set(target, performance.now());
    }
    lookSoon();
  });
  return observer;
}

/** Notes as read what a mark stands for, once it is really seen. Gives the end of watching it. */
export function watchedInSight(mark: Element, unread: Unread): () => void {
  watched.set(mark, unread);
  observing().observe(mark);
  return () => {
    watched.delete(mark);
    onScreen.delete(mark);
    observing().unobserve(mark);
  };
}
