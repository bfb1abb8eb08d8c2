import type { VerifiedClearance } from '../clearance/document';
import type { Entry } from '../kernel/entry';
import type { PersonId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { closedRoomAllows, isOpenTo, roomPolicy, type RoomStanding } from '../policies';
import type { RegisterView } from '../register/state';
import type { RoomBody, RoomEntryType } from './bodies';
import { isEntitled, rotationDue, standingIn } from './membership';
import type { RoomState, Thread } from './state';

/** One person about to act in a room: at an entry's own time and register, or now at the newest. */
export interface Moment {
  readonly state: RoomState;
  readonly view: RegisterView;
  readonly at: number;
  readonly by: PersonId;
}

/** What an entry changes; the chain's own part moves by itself. */
export type Change = Partial<RoomState>;
export type Rule<T extends RoomEntryType> = (
  now: Moment,
  entry: Entry,
  body: RoomBody<T>,
  clearance: VerifiedClearance | undefined,
) => Change;

function refuseStanding(standing: RoomStanding, open: readonly RoomStanding[]): never {
  if (standing === 'stranger') refuse('not-a-member');
  if (standing === 'invited-outside') refuse('not-accepted-yet');
  return refuse(open.includes('internal') ? 'internals-only' : 'not-the-owner');
}

export function openRoom({ state }: Moment, type: RoomEntryType): void {
  if (state.closed !== undefined && !closedRoomAllows.includes(type)) refuse('room-closed');
}

/** The policy table and the room's being open; returns what the person is here. */
export function mayDo(now: Moment, type: RoomEntryType): RoomStanding {
  const standing = standingIn(now.state, now.by, now.view, now.at);
  const open: readonly RoomStanding[] = roomPolicy[type];
  if (!isOpenTo(open, standing)) refuseStanding(standing, open);
  openRoom(now, type);
  return standing;
}

/** A thread this reader can judge. */
export function threadOf({ state }: Moment, id: ThreadId): Thread {
  if (state.dark.has(id)) refuse('bodies-withheld');
  return state.threads.get(id) ?? refuse('no-such-thread');
}

/** A holder of the current generation who may still read. */
export function holderOf(now: Moment, thread: Thread): void {
  if (!thread.holders.includes(now.by)) refuse('not-a-holder');
  if (!isEntitled(now.state, thread.id, now.by, now.view, now.at)) refuse('not-entitled');
}

/** Whether the person may add sealed content to the thread at this generation (attack 23). */
export function mayWrite(now: Moment, thread: Thread, gen: number): void {
  if (gen !== thread.gen) refuse('old-generation');
  holderOf(now, thread);
  if (rotationDue(now.state, thread, now.view, now.at)) refuse('rotation-due');
}

/** A copy of the map with one value set; the map given stays as it was. */
export function put<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function changeThread({ state }: Moment, thread: Thread, change: Partial<Thread>): Change {
  return { threads: put(state.threads, thread.id, { ...thread, ...change }) };
}
