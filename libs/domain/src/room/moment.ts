import type { Guidance } from '../guidance/rule';
import type { PersonId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { RegisterView } from '../register/state';
import { holdsNow } from '../register/view';
import { caseRotationDue, isEntitled, rotationDue, type RoomStanding } from './membership';
import { caseThreadOf, isHolder, isInsideJudged } from './reach';
import type { RoomState, Thread } from './state';

/** One person about to act in a room: at an entry's own time, register and rules, or now at the newest. */
export interface Moment {
  readonly state: RoomState;
  readonly view: RegisterView;
  readonly at: number;
  readonly by: PersonId;
  /** The version of the rules that this is judged by. */
  readonly rules: number;
  readonly guidance: Guidance;
  /** What the person is in the room. */
  readonly standing: RoomStanding;
}

/** What an entry changes; the chain's own part moves by itself. */
export type Change = Partial<RoomState>;

/** A thread this reader can judge. */
export function threadOf({ state }: Moment, id: ThreadId): Thread {
  if (state.dark.has(id)) refuse('bodies-withheld');
  return state.threads.get(id) ?? refuse('no-such-thread');
}

/** A holder of the current generation who may still read. */
export function holderOf(now: Moment, thread: Thread): void {
  if (!isHolder(now.state, thread, now.by, now.view)) refuse('not-a-holder');
  if (!isEntitled(now.state, thread.id, now.by, now.view, now.at)) refuse('not-entitled');
}

/** Whether the person may add sealed content to the thread at this generation (attack 23). */
export function mayWrite(now: Moment, thread: Thread, gen: number): void {
  if (gen !== thread.gen) refuse('old-generation');
  holderOf(now, thread);
  if (rotationDue(now.state, thread, now.view, now.at)) refuse('rotation-due');
}

/**
 * Whether the person may give a key to the inside under this generation of the case thread: the newest, not due itself, which
 * they hold. A reader who is not given the case thread does not judge it.
 */
export function mayWrap(now: Moment, under?: number): void {
  const { state, view, at, by } = now;
  if (!isInsideJudged(state)) return;
  const known = caseThreadOf(state);
  if (caseRotationDue(state, view, at)) refuse('case-rotation-due');
  if (under !== undefined && under !== known.gen) refuse('old-generation');
  if (!holdsNow(view, known, by)) refuse('not-a-holder');
}

export function isOpen({ state }: Moment): void {
  if (state.closed !== undefined) refuse('room-closed');
}

/** A copy of the map with one value set; the map given stays as it was. */
export function put<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function changeThread({ state }: Moment, thread: Thread, change: Partial<Thread>): Change {
  return { threads: put(state.threads, thread.id, { ...thread, ...change }) };
}
