import type { PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { generationOf, leadingTo, linked, linkFits, linkTo, reported } from '../register/generations';
import type { Generation, Generations, RegisterView } from '../register/state';
import { holdsNow } from '../register/view';
import type { Reach, RoomState, Thread } from './state';

/*
 * A colleague inside is granted the case thread's key and no other: the key of a picture or side thread stands in the record
 * under it. So who holds such a thread follows from who was granted what of the case thread. A reader who is not given the
 * case thread, an outside colleague, cannot judge that, and does not.
 */

/** Whether this reader can judge who inside holds what. */
export function isInsideJudged(state: RoomState): boolean {
  return !state.dark.has(state.caseThread);
}

/** Whether the colleagues inside hold the thread by the case thread's key, instead of by grants of its own. */
export function isByCase({ kind, readers }: Pick<Thread, 'kind' | 'readers'>): boolean {
  return kind !== 'case' && readers === 'inside';
}

export function reachOf({ reach }: Thread, gen: number): Reach {
  return reach.find((each) => each.gen === gen) ?? refuse('wrong-generation');
}

function withReach({ reach }: Thread, gen: number, change: Partial<Reach>): Pick<Thread, 'reach'> {
  return { reach: reach.map((each) => (each.gen === gen ? { ...each, ...change } : each)) };
}

/** The case thread; refused where its keys were not begun yet. */
export function caseThreadOf({ threads, caseThread }: RoomState): Thread {
  return threads.get(caseThread) ?? refuse('no-such-thread');
}

/** One generation of a thread as all to whom it leads: own grants, and whoever was granted what opens its wraps. */
function seenInside(state: RoomState, thread: Thread, generation: Generation): Generation {
  const { unders, reporters } = reachOf(thread, generation.gen);
  const known = state.threads.get(state.caseThread);
  if (unders.length === 0 || known === undefined) return generation;
  const leading = leadingTo(known, unders);
  const holders = leading.flatMap((each) => each.holders).filter((each) => !reporters.includes(each));
  return {
    ...generation,
    holders: [...new Set([...generation.holders, ...holders])].toSorted(),
    sealedTo: [...generation.sealedTo, ...leading.flatMap(({ sealedTo }) => sealedTo)],
  };
}

/** The keys of a thread with everybody inside whom they reach, as if each had been granted them. */
export function keysOf(state: RoomState, thread: Thread): Generations {
  const before = thread.before.map((each) => seenInside(state, thread, each));
  return { ...seenInside(state, thread, thread), before };
}

/** Whether a colleague inside was granted the case's newest key, under the key they have now, and it opens this thread's. */
function holdsByCase(state: RoomState, thread: Thread, person: PersonId, view: RegisterView): boolean {
  if (!isByCase(thread) || !state.internals.has(person)) return false;
  if (!isInsideJudged(state)) return true;
  if (!holdsNow(view, caseThreadOf(state), person)) return false;
  return seenInside(state, thread, thread).holders.includes(person);
}

/** Whether the person holds the newest generation of a thread under the key they have now. */
export function holdsThread(state: RoomState, thread: Thread, person: PersonId, view: RegisterView): boolean {
  return holdsNow(view, thread, person) || holdsByCase(state, thread, person, view);
}

/** The same, whatever key an own grant was made to. */
export function isHolder(state: RoomState, thread: Thread, person: PersonId, view: RegisterView): boolean {
  return thread.holders.includes(person) || holdsByCase(state, thread, person, view);
}

/** Whether what this person says of the keys of a thread is judged here, and not only taken down. */
function isJudged(state: RoomState, thread: Thread, person: PersonId): boolean {
  return isInsideJudged(state) || !isByCase(thread) || !state.internals.has(person);
}

/** Who report the newest generation: own grants that did not open, and the wrap. */
export function complainingOf(thread: Thread): readonly PersonId[] {
  const granted = thread.sealedTo.map(({ person }) => person).filter((person) => !thread.holders.includes(person));
  return [...new Set([...granted, ...reachOf(thread, thread.gen).reporters])].toSorted();
}

/**
 * A generation did not open to the committed key: a grant, says whoever it was made to; the wrap, says a colleague inside,
 * and that takes nothing from what they hold of the case thread.
 */
export function reportedIn(state: RoomState, thread: Thread, by: PersonId, gen: number): Partial<Thread> {
  const { reporters, unders } = reachOf(thread, gen);
  if (unders.length === 0 || !state.internals.has(by)) return reported(thread, by, gen);
  const seen = generationOf(keysOf(state, thread), gen);
  if (isJudged(state, thread, by) && seen?.holders.includes(by) !== true) refuse('not-a-holder');
  return withReach(thread, gen, { reporters: [...new Set([...reporters, by])].toSorted() });
}

/** An earlier generation under the newest, by somebody who holds both. */
export function linkedIn(
  state: RoomState,
  thread: Thread,
  by: PersonId,
  link: { readonly gen: number; readonly under: number },
): Partial<Thread> {
  if (isJudged(state, thread, by)) return linked(keysOf(state, thread), by, link);
  linkFits(thread, link);
  return linkTo(thread, link.gen);
}

/** A generation given to the inside again; that ends the reports of it. */
export function rewrapped(thread: Thread, gen: number, under: number): Partial<Thread> {
  const { unders } = reachOf(thread, gen);
  const all = [...new Set([...unders, under])].toSorted((one, other) => one - other);
  return withReach(thread, gen, { unders: all, reporters: [] });
}
