import { grantRefs, type GrantRef } from '../../kernel/entry';
import {
  clearanceId,
  hash,
  threadId,
  type ClearanceId,
  type Hash,
  type PersonId,
  type ThreadId,
} from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, orEmpty } from '../../kernel/shape';
import { back, begun, isLink, mayLinkTo, type Back } from '../../register/generations';
import { holdsNow } from '../../register/view';
import type { ThreadKind } from '../../words/lists';
import { roomEntry } from '../entry';
import { entitledTo, isActiveInternal, isEntitled } from '../membership';
import { changeThread, isOpen, put, threadOf, type Change, type Moment } from '../moment';
import { gen } from '../sealed-text';
import { everybodyInside } from '../standings';
import type { Thread } from '../state';

interface Beginning {
  readonly thread: ThreadId;
  readonly kind: ThreadKind;
  readonly clearance: ClearanceId | '';
  readonly kc: Hash;
  readonly back: Back;
  readonly grants: readonly GrantRef[];
}

/** Grants go to exactly the entitled, in order of their ids: nobody more, nobody less (attack 30). */
function grantedTo(now: Moment, thread: ThreadId, grants: readonly GrantRef[]): readonly PersonId[] {
  const holders = grants.map(({ recipient }) => recipient);
  if (holders.join() !== entitledTo(now.state, thread, now.view, now.at).join()) refuse('wrong-recipients');
  return holders;
}

/** A new thread is made by an internal, in an open room. */
function mayOpenThread(now: Moment): void {
  if (now.standing === 'outside') refuse('internals-only');
  isOpen(now);
}

/** The case thread is the one the genesis named; a side thread belongs to one clearance only, and is begun by the owner. */
function kindFits({ state, by }: Moment, { thread, kind, clearance }: Beginning): void {
  if ((kind === 'case') !== (thread === state.caseThread)) refuse('wrong-thread-kind');
  if ((kind === 'side') !== (clearance !== '')) refuse('wrong-thread-kind');
  if (clearance === '') return;
  // Whoever else began it would keep the share's only place from its owner.
  if (by !== state.owner) refuse('not-the-owner');
  if ([...state.threads.values()].some((each) => each.clearance === clearance)) refuse('side-thread-taken');
}

function begin(now: Moment, body: Beginning): Change {
  mayOpenThread(now);
  if (now.state.threads.has(body.thread)) refuse('thread-exists');
  kindFits(now, body);
  if (body.back.gen !== 0) refuse('wrong-back');
  const thread: Thread = {
    id: body.thread,
    kind: body.kind,
    clearance: body.clearance,
    ...begun(now, undefined, { ...body, gen: 1, holders: grantedTo(now, body.thread, body.grants) }),
    last: '',
    picture: undefined,
    consent: undefined,
    requested: [],
  };
  return { threads: put(now.state.threads, thread.id, thread) };
}

/** The colleagues of the room who can act now. */
function colleagues({ state, view, at }: Moment): readonly PersonId[] {
  return [...state.internals.keys()].filter((each) => isActiveInternal(state, each, view, at));
}

/**
 * Whether a colleague of the room is there to renew the keys: one to whom this thread's are sealed. That they report them as
 * bad changes nothing: then they skip them.
 */
function isRenewedInside(now: Moment, { sealedTo }: Thread): boolean {
  const inside = colleagues(now);
  return inside.some((each) => holdsNow(now.view, { holders: inside, sealedTo }, each));
}

/**
 * Whoever was granted the newest generation may begin the next, linked to it: it adds nobody. An outside colleague only when
 * no colleague of the room is left who could, since nobody can see that the keys granted open, and the next generation needs
 * them. Generations are skipped by colleagues of the room only, which is no stronger: grants go to exactly the same people.
 */
function mayRotate(now: Moment, id: ThreadId, to: number): Thread {
  const thread = threadOf(now, id);
  if (now.standing === 'outside' && to !== thread.gen) refuse('internals-only');
  mayLinkTo({ by: now.by, view: now.view, colleagues: colleagues(now) }, thread, to);
  if (!isEntitled(now.state, thread.id, now.by, now.view, now.at)) refuse('not-entitled');
  if (now.standing === 'outside' && isRenewedInside(now, thread)) refuse('internals-renew-keys');
  return thread;
}

/**
 * Begins a generation (gen 1: by an active internal, who thereby makes the thread). `grants`: exactly the entitled active
 * people, sorted by recipient. `back`: the generation it links to, the one before or, where that did not open, an earlier
 * one. `clearance`: for a side thread the clearance it will carry, else "". In a closed room only on existing threads.
 */
export const rotate = roomEntry({
  type: 'rotate',
  since: 1,
  body: ({ threadKinds }) =>
    object({
      thread: threadId,
      kind: oneOf(threadKinds),
      clearance: orEmpty(clearanceId),
      gen,
      kc: hash,
      back,
      grants: grantRefs,
    }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: true,
  acts: {
    rotate: (now: Moment, { thread }: { readonly thread: ThreadId }) =>
      mayRotate(now, thread, threadOf(now, thread).gen),
    restart: (now: Moment, { thread, back: to }: { readonly thread: ThreadId; readonly back: number }) =>
      mayRotate(now, thread, to),
    'open-thread': mayOpenThread,
  },
  apply: (now, _entry, body) => {
    if (now.state.dark.has(body.thread)) refuse('bodies-withheld');
    isLink(body.back);
    if (body.gen === 1) return begin(now, body);
    const thread = mayRotate(now, body.thread, body.back.gen);
    if (body.kind !== thread.kind || body.clearance !== thread.clearance) refuse('wrong-thread-kind');
    if (body.gen !== thread.gen + 1) refuse('wrong-generation');
    const holders = grantedTo(now, thread.id, body.grants);
    return changeThread(now, thread, begun(now, thread, { ...body, holders }));
  },
  line: ({ by, body, begunBy }) => {
    if (body.gen === 1) return `${by} began the thread`;
    const skipped = Array.from({ length: body.gen - 1 - body.back.gen }, (_, index) =>
      begunBy(body.back.gen + 1 + index),
    );
    if (skipped.length === 0) return `${by} changed the key: who can read changed`;
    const authors = [...new Set(skipped)].join(' and ');
    return `${by} began a new key and skipped ${skipped.length === 1 ? 'one' : String(skipped.length)} begun by ${authors}`;
  },
  stands: (body) => body.gen > 1,
  unseen: () => 'changed the key of a thread',
});
