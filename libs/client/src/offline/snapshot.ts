import type { RoomView, ThreadView } from '../rooms';
import { most } from '../shelf/offline-limits';
import type { OfflineCase, OfflineThread } from './views';

function threadOf({ thread, title, picture, readers, items, mayPost }: ThreadView): OfflineThread {
  // What is on its way stands among what was not sent.
  const said = items.filter((item) => item.kind !== 'message' || !(item.pending || item.problem !== ''));
  const kept = said.slice(-most.items);
  return {
    ...{ thread, title, readers, mayPost, items: kept, earlier: said.length - kept.length },
    picture: picture && {
      number: picture.number,
      caption: picture.caption,
      site: picture.site,
      side: picture.side,
      unreadable: picture.unreadable,
    },
  };
}

/** What is kept of a case; undefined for whoever is not inside, or where something is wrong with it. */
export function snapshotOf(view: RoomView): OfflineCase | undefined {
  const { room, title, form, as, closed, threads, alarm } = view;
  if ((as !== 'owner' && as !== 'internal') || alarm !== '') return undefined;
  return { room, title, form, closed: closed !== undefined, threads: threads.map(threadOf) };
}
