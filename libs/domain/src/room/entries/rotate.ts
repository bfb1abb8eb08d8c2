import { grantRefs, type GrantRef } from '../../kernel/entry';
import { clearanceId, hash, threadId, type ClearanceId, type Hash, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { bytes, object, oneOf, orEmpty } from '../../kernel/shape';
import { holdsNow, keysOfNow } from '../../register/view';
import type { ThreadKind } from '../../words/lists';
import { roomEntry } from '../entry';
import { entitledTo, isActiveInternal } from '../membership';
import { changeThread, holderOf, isOpen, put, threadOf, type Change, type Moment } from '../moment';
import { gen } from '../sealed-text';
import { everybodyInside } from '../standings';
import type { Thread } from '../state';

interface Beginning {
  readonly thread: ThreadId;
  readonly kind: ThreadKind;
  readonly clearance: ClearanceId | '';
  readonly kc: Hash;
  readonly back: string;
  readonly grants: readonly GrantRef[];
}

/** Grants go to exactly the entitled, in order of their ids: nobody more, nobody less (attack 30). */
function grantedTo(now: Moment, thread: ThreadId, grants: readonly GrantRef[]): Pick<Thread, 'holders' | 'sealedTo'> {
  const holders = grants.map(({ recipient }) => recipient);
  if (holders.join() !== entitledTo(now.state, thread, now.view, now.at).join()) refuse('wrong-recipients');
  return { holders, sealedTo: keysOfNow(now.view, holders) };
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
function mayRotate(now: Moment, id: ThreadId): Thread {
  const thread = threadOf(now, id);
  holderOf(now, thread);
  if (now.standing === 'outside' && isHeldInside(now, thread)) refuse('internals-renew-keys');
  return thread;
}

/**
 * Begins a generation. By any holder (gen 1: an active internal, who thereby makes the thread). `grants`: exactly the
 * entitled active people, sorted by recipient. `back`: nonce12 ‖ AES-256-GCM of the previous key, "" in gen 1. `clearance`:
 * for a side thread the clearance it will carry, else "". In a closed room only on existing threads.
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
      back: orEmpty(bytes(60)),
      grants: grantRefs,
    }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: true,
  acts: {
    rotate: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayRotate(now, thread),
    'open-thread': mayOpenThread,
  },
  apply: (now, _entry, body) => {
    if (now.state.dark.has(body.thread)) refuse('bodies-withheld');
    if (body.gen === 1) return begin(now, body);
    const thread = mayRotate(now, body.thread);
    if (body.kind !== thread.kind || body.clearance !== thread.clearance) refuse('wrong-thread-kind');
    if (body.gen !== thread.gen + 1) refuse('wrong-generation');
    if (body.back === '') refuse('wrong-back');
    return changeThread(now, thread, { gen: body.gen, kc: body.kc, ...grantedTo(now, thread.id, body.grants) });
  },
  line: ({ by, body }) => (body.gen === 1 ? `${by} began the thread` : `${by} changed the key: who can read changed`),
  stands: (body) => body.gen > 1,
  unseen: () => 'changed the key of a thread',
});
