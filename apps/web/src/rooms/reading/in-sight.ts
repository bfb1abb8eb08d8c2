import { isAttended } from '../../platform/attended';
import { vaultDoor } from '../../vault/door';

/** Something new, by the entry that said it. */
export interface Unread {
  readonly room: string;
  readonly thread: string;
  readonly entry: string;
  readonly seq: number;
}

/** So long (milliseconds) something stands on the screen before it was looked at. */
const standsFor = 300;
/** What was covered, or on a page nobody looked at, is looked for again so often (milliseconds) while it is on the screen. */
const again = 1000;

const watched = new Map<Element, Unread>();
const onScreen = new Set<Element>();
let timer: ReturnType<typeof setTimeout> | undefined;

function lookIn(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(look, milliseconds);
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
  for (const mark of onScreen) {
    const unread = watched.get(mark);
    if (unread === undefined || isCovered(mark)) continue;
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
  lookIn(again);
}

let observer: IntersectionObserver | undefined;

/** One observer for all: scrolling boxes around a mark count, as the screen does. */
function observing(): IntersectionObserver {
  observer ??= new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
    }
    lookIn(standsFor);
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
