import {
  mayOpen,
  mayRead,
  Problem,
  whoMayRead,
  type RoomEntryType,
  type RoomState,
  type ThreadId,
} from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { Room } from '../replicas/room';
import { indexOf } from './room-index';

/** What counts as something new in a case. */
export const told: readonly string[] = ['message', 'opinion', 'picture'] satisfies readonly RoomEntryType[];

/** Whether this person may still read what an entry says: a picture that is closed since takes its talk with it. */
export function isOpenHere({ state, vault }: Room, { entry }: AppliedEntry): boolean {
  const now = vault.clock.now();
  return mayRead(state, entry, vault.me, vault.view, now) && mayOpen(state, entry, vault.me, vault.view, now);
}

export function threadsShown(room: Room): RoomState['threads'] {
  const { state, vault } = room;
  const now = vault.clock.now();
  return new Map(
    [...state.threads].filter(([id]) =>
      whoMayRead(state, id, vault.view, now).some(({ person }) => person === vault.me),
    ),
  );
}

/** By which its thread is known to what was read: every reader is given the skeleton of the entry that began it. */
function begunAt(room: Room, thread: ThreadId): number {
  return indexOf(room).thread(thread)[0]?.entry.seq ?? -1;
}

/** What was said in a thread by others since this person looked at it last, on whichever device, oldest first. */
export function newIn(room: Room, thread: ThreadId): readonly AppliedEntry[] {
  const entries = indexOf(room).thread(thread);
  const seen = room.reading.of(room.id, begunAt(room, thread));
  const from = entries.findLastIndex(({ entry }) => entry.seq <= seen) + 1;
  return entries
    .slice(from)
    .filter(
      (each) =>
        each.entry.by !== room.vault.me &&
        each.body !== undefined &&
        told.includes(each.entry.type) &&
        isOpenHere(room, each),
    );
}

/** How much of the case this person has not looked at. */
export function countNew(room: Room): number {
  return [...threadsShown(room).keys()].reduce((sum, thread) => sum + newIn(room, thread).length, 0);
}

/**
 * An entry of a thread was on the screen, and everything before it counts as looked at too. Nothing is noted where nothing
 * was new: what somebody looks at again is nobody's to know. False then.
 */
export function lookedUpTo(room: Room, thread: ThreadId, entry: string): boolean {
  const seen = indexOf(room)
    .thread(thread)
    .findLast((each) => each.entry.id === entry);
  if (seen === undefined || !newIn(room, thread).some((each) => each.entry.seq <= seen.entry.seq)) return false;
  return room.reading.note(room.log, begunAt(room, thread), seen.entry.seq);
}

/** Where cases are opened, and whether one is told of live. */
interface Opening {
  open(room: string): Promise<Room>;
  isWatched(room: string): boolean;
}

/**
 * How much of a case was not looked at, by all the service has of it now: that something waits is told sooner than what.
 * Where there is no such case here, or it stopped verifying, nothing is new.
 */
export async function newInCase(rooms: Opening, id: string): Promise<number> {
  try {
    const room = await rooms.open(id);
    if (rooms.isWatched(id)) await room.sync();
    return room.log.alarm === '' ? countNew(room) : 0;
  } catch (error) {
    if (error instanceof Problem && (error.kind === 'not-found' || error.kind === 'not-allowed')) return 0;
    throw error;
  }
}
