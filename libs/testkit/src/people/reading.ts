import type { Door, RoomView, ThreadView } from '@consilium/client';

/** The newest that stands in a thread and was sent; its picture where nothing was said. */
function newestOf({ items, picture }: ThreadView): string {
  const sent = items.filter((item) => item.kind !== 'message' || (!item.pending && item.problem === ''));
  return sent.at(-1)?.entry ?? picture?.entry ?? '';
}

/** Looks at the end of threads of a case, as a page does on which they are in sight; without naming any, of all. */
export async function looksAt(door: Door, room: string, which?: (thread: ThreadView) => boolean): Promise<void> {
  const { threads }: RoomView = await door.room(room);
  for (const thread of which === undefined ? threads : threads.filter(which)) {
    // What is new may be the picture, with lines of the record after it that say nothing new.
    for (const entry of [thread.picture?.entry ?? '', newestOf(thread)])
      if (entry !== '') await door.lookedUpTo(room, thread.thread, entry);
  }
}
