import type { Room } from '../replicas/room';
import { part } from '../service/part';
import type { ReadingPorts } from './reading-ports';
import { roomView } from './room-view';
import type { RoomSummary, RoomView } from './views';
import { countNew, lookedUpTo } from './what-is-new';

/** What is in the cases, as far as this person may read it. */
export interface ReadingDoor {
  /** A line without a room stands for cases that could not be listed. */
  cases(): Promise<RoomSummary[]>;
  room(room: string): Promise<RoomView>;
  /** The small picture on a case's card (`RoomSummary.onCard`). Nothing in the case is looked at or read by that. */
  cardPicture(room: string): Promise<{ bytes: Blob; mediaType: string }>;
  /** An entry of a thread was really on the screen: the thread is read up to it, on every device of this person. */
  lookedUpTo(room: string, thread: string, entry: string): Promise<void>;
  /** Watched live from now on: presence. Nothing in it is read by that. */
  enter(room: string): Promise<void>;
  leaveScreen(room: string): Promise<void>;
  /** Everything in the ledger checked again from the first entry; what was checked, in words. */
  verifyRoom(room: string): Promise<{ entries: number; head: string; says: string }>;
  evidence(room: string): Promise<Blob>;
}

async function view({ desk, sharesOf, saying, whenOpened }: ReadingPorts, id: string): Promise<RoomView> {
  const { rooms, uploads } = await desk();
  const invitation = rooms.invitation(id);
  if (invitation !== undefined) {
    await invitation.sync();
    return invitation.view();
  }
  const room = await rooms.open(id).catch(async (error: unknown) => {
    await rooms.refresh();
    const found = rooms.invitation(id);
    if (found === undefined) throw error;
    return found;
  });
  if (!('keys' in room)) return room.view();
  await Promise.all([saying.restore(room), uploads.restore(room)]);
  const shown = await roomView(room, { shares: await sharesOf(id), uploads: uploads.of(room) });
  // Opening the words tells which keys do not open; that is reported at once, also in a quiet room.
  rooms.tend(room);
  whenOpened(shown);
  return shown;
}

function evidence({ log, id }: Room): Blob {
  const file = log.kept ?? { v: 1, what: 'nothing', ledger: id, head: log.replica?.head };
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' });
}

export function readingDoor(ports: ReadingPorts): ReadingDoor {
  const { desk, whenRead } = ports;
  return {
    cases: async () => {
      const [{ cases }] = await Promise.all([part(() => import('./case-list')), desk()]);
      return cases(ports);
    },
    room: (id) => view(ports, id),
    cardPicture: async (id) => {
      const [{ openOnCard }, { rooms, pictures }] = await Promise.all([part(() => import('./on-card')), desk()]);
      return openOnCard(
        rooms.all.find((room) => room.id === id),
        pictures,
      );
    },
    enter: async (id) => {
      const { rooms } = await desk();
      if (rooms.invitation(id) === undefined) await rooms.enter(id);
    },
    leaveScreen: async (id) => {
      (await desk()).rooms.leave(id);
    },
    lookedUpTo: async (id, thread, entry) => {
      const room = await (await desk()).rooms.open(id);
      if (!lookedUpTo(room, room.thread(thread), entry)) return;
      room.vault.changed({ about: 'room', room: id });
      if (countNew(room) === 0) await whenRead(id);
    },
    verifyRoom: async (id) => {
      const { verifyRoom } = await import('./verify-room');
      return verifyRoom(await (await desk()).rooms.open(id));
    },
    evidence: async (id) => evidence(await (await desk()).rooms.open(id)),
  };
}
