import { scopeIs } from '../kernel/chain';
import type { GrantRef } from '../kernel/entry';
import type { ClearanceId, PersonId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { holdsNow, isCurrentKey, keysOfNow } from '../register/view';
import type { RoomBody } from './bodies';
import { coverOf, entitledTo, isActiveInternal } from './membership';
import { changeThread, holderOf, mayDo, put, threadOf, type Change, type Moment, type Rule } from './moment';
import type { Thread } from './state';

/** Grants go to exactly the entitled, in order of their ids: nobody more, nobody less (attack 30). */
function grantedTo(now: Moment, thread: ThreadId, grants: readonly GrantRef[]): Pick<Thread, 'holders' | 'sealedTo'> {
  const holders = grants.map(({ recipient }) => recipient);
  if (holders.join() !== entitledTo(now.state, thread, now.view, now.at).join()) refuse('wrong-recipients');
  return { holders, sealedTo: keysOfNow(now.view, holders) };
}

/** A new thread is made by an internal, in an open room. */
export function mayOpenThread(now: Moment): void {
  const standing = mayDo(now, 'rotate');
  if (standing === 'outside') refuse('internals-only');
  if (now.state.closed !== undefined) refuse('room-closed');
}

/** The case thread is the one the genesis named; a side thread belongs to one clearance only, and is begun by the owner. */
function kindFits({ state, by }: Moment, { thread, kind, clearance }: RoomBody<'rotate'>): void {
  if ((kind === 'case') !== (thread === state.caseThread)) refuse('wrong-thread-kind');
  if ((kind === 'side') !== (clearance !== '')) refuse('wrong-thread-kind');
  if (clearance === '') return;
  // Whoever else began it would keep the share's only place from its owner.
  if (by !== state.owner) refuse('not-the-owner');
  if ([...state.threads.values()].some((each) => each.clearance === clearance)) refuse('side-thread-taken');
}

function begin(now: Moment, body: RoomBody<'rotate'>): Change {
  mayOpenThread(now);
  if (now.state.threads.has(body.thread)) refuse('thread-exists');
  kindFits(now, body);
  if (body.back !== '') refuse('wrong-back');
  const thread: Thread = {
    id: body.thread,
    kind: body.kind,
    clearance: body.clearance,
    gen: 1,
    kc: body.kc,
    ...grantedTo(now, body.thread, body.grants),
    last: '',
    picture: undefined,
    consent: undefined,
    requested: [],
  };
  return { threads: put(now.state.threads, thread.id, thread) };
}

/** Whether a colleague of the room is there to renew the keys: one who holds this thread's. */
function isHeldInside({ state, view, at }: Moment, thread: Thread): boolean {
  return thread.holders.some((each) => isActiveInternal(state, each, view, at) && holdsNow(view, thread, each));
}

/**
 * A colleague who holds the thread may begin its next generation: it adds nobody. An outside colleague only when no such
 * colleague is left, since nobody can see that the keys granted open, and the next generation needs them.
 */
export function mayRotate(now: Moment, id: ThreadId): Thread {
  const standing = mayDo(now, 'rotate');
  const thread = threadOf(now, id);
  holderOf(now, thread);
  if (standing === 'outside' && isHeldInside(now, thread)) refuse('internals-renew-keys');
  return thread;
}

export const rotate: Rule<'rotate'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  if (now.state.dark.has(body.thread)) refuse('bodies-withheld');
  if (body.gen === 1) return begin(now, body);
  const thread = mayRotate(now, body.thread);
  if (body.kind !== thread.kind || body.clearance !== thread.clearance) refuse('wrong-thread-kind');
  if (body.gen !== thread.gen + 1) refuse('wrong-generation');
  if (body.back === '') refuse('wrong-back');
  return changeThread(now, thread, {
    gen: body.gen,
    kc: body.kc,
    ...grantedTo(now, thread.id, body.grants),
  });
};

/** Which permission entitles a recipient: "" for an internal, the clearance for an outside colleague. */
export function coverFor(now: Moment, thread: ThreadId, recipient: PersonId): ClearanceId | '' | undefined {
  if (isActiveInternal(now.state, recipient, now.view, now.at)) return '';
  return coverOf(now.state, thread, recipient, now.view, now.at)?.clearance.id;
}

export function mayGrant(now: Moment, id: ThreadId, recipient: PersonId): Thread {
  mayDo(now, 'grant');
  const thread = threadOf(now, id);
  holderOf(now, thread);
  if (coverFor(now, id, recipient) === undefined) refuse('not-entitled');
  if (holdsNow(now.view, thread, recipient)) refuse('already-holder');
  return thread;
}

export const grant: Rule<'grant'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  const thread = mayGrant(now, body.thread, body.recipient);
  if (body.gen !== thread.gen) refuse('old-generation');
  if (body.clearance !== coverFor(now, thread.id, body.recipient)) refuse('wrong-cover');
  return changeThread(now, thread, {
    holders: [...new Set([...thread.holders, body.recipient])].toSorted(),
    sealedTo: [...thread.sealedTo, ...keysOfNow(now.view, [body.recipient])],
  });
};

/** The recipient holds nothing until granted again; the last holder cannot give up the thread for all. */
export const grantBad: Rule<'grant-bad'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  mayDo(now, 'grant-bad');
  const thread = threadOf(now, body.thread);
  if (body.gen !== thread.gen) refuse('old-generation');
  holderOf(now, thread);
  if (thread.holders.length === 1) refuse('last-holder');
  return changeThread(now, thread, {
    holders: thread.holders.filter((holder) => holder !== now.by),
    // A key they gave up opens it all the same.
    sealedTo: thread.sealedTo.filter((each) => each.person !== now.by || !isCurrentKey(now.view, each)),
  });
};
