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
import { bytes, object, oneOf, orEmpty } from '../../kernel/shape';
import { back, begun, isLink, mayLinkTo, type Back } from '../../register/generations';
import type { Readers, ThreadKind } from '../../words/lists';
import { roomEntry } from '../entry';
import { activeInternals, granteesOf, isActiveInternal, isEntitled } from '../membership';
import { changeThread, isOpen, mayWrap, put, threadOf, type Change, type Moment } from '../moment';
import { isByCase, isInsideJudged, keysOf } from '../reach';
import { gen } from '../sealed-text';
import { mayStand } from '../showing';
import { internals } from '../standings';
import type { Reach, Thread } from '../state';

interface Beginning {
  readonly thread: ThreadId;
  readonly kind: ThreadKind;
  readonly clearance: ClearanceId | '';
  readonly gen: number;
  readonly kc: Hash;
  readonly back: Back;
  readonly readers: Readers;
  readonly inside?: { readonly under: number; readonly key: string };
  readonly grants: readonly GrantRef[];
}

/** Whom a named generation names: those it is granted to first, whoever begins it among them; afterwards they stay. */
function namedBy(now: Moment, thread: Thread | undefined, { readers, grants }: Beginning): readonly PersonId[] {
  if (readers === 'inside') return [];
  if (thread?.readers === 'named') return thread.named;
  const inside = grants
    .map(({ recipient }) => recipient)
    .filter((each) => isActiveInternal(now.state, each, now.view, now.at));
  return inside.includes(now.by) ? inside : refuse('wrong-recipients');
}

/** Grants go to exactly whom they are for, in order of their ids: nobody more, nobody less (attack 30). */
function grantedTo(now: Moment, body: Beginning, named: readonly PersonId[]): readonly PersonId[] {
  const holders = body.grants.map(({ recipient }) => recipient);
  const like = { id: body.thread, kind: body.kind, readers: body.readers, named };
  if (holders.join() !== granteesOf(now.state, like, now.view, now.at).join()) refuse('wrong-recipients');
  return holders;
}

/** The case thread is for everybody inside, by grants; any other thread for those named, or for the inside by a wrap. */
function readersFit(now: Moment, thread: Thread | undefined, body: Beginning): void {
  if (body.kind === 'case' && body.readers !== 'inside') refuse('wrong-readers');
  if ((body.inside !== undefined) !== isByCase(body)) refuse('wrong-readers');
  if (thread === undefined || body.readers === thread.readers) return;
  if (now.by !== now.state.owner) refuse('not-the-owner');
  const { consent } = thread;
  if (body.readers === 'named' || consent === undefined) return;
  if (consent.withdrawn === 'capture') refuse('consent-withdrawn');
  mayStand(now, consent, body);
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

/** What an entry says of the keys of a thread: who has them, and how they reach the inside. */
function keysBegun(now: Moment, seq: number, thread: Thread | undefined, body: Beginning) {
  readersFit(now, thread, body);
  if (body.inside !== undefined) mayWrap(now, body.inside.under);
  const { gen: number, readers, inside } = body;
  const named = namedBy(now, thread, body);
  const reach: Reach = {
    ...{ gen: number, seq, readers, reporters: [] },
    unders: inside === undefined ? [] : [inside.under],
  };
  return {
    ...begun(now, thread, { ...body, holders: grantedTo(now, body, named) }),
    ...{ readers, named, reach: [...(thread?.reach ?? []), reach] },
  };
}

function begin(now: Moment, seq: number, body: Beginning): Change {
  isOpen(now);
  if (now.state.threads.has(body.thread)) refuse('thread-exists');
  kindFits(now, body);
  if (body.back.gen !== 0) refuse('wrong-back');
  const thread: Thread = {
    id: body.thread,
    kind: body.kind,
    clearance: body.clearance,
    ...keysBegun(now, seq, undefined, body),
    last: '',
    picture: undefined,
    consent: undefined,
    requested: [],
  };
  return { threads: put(now.state.threads, thread.id, thread) };
}

/**
 * Whoever the newest generation reaches may begin the next, linked to it: it adds nobody. Only a colleague of the room: the
 * next is given to the inside under the case's key. To skip some is no stronger: it goes to exactly the same people. Where
 * the case thread is not given to this reader, who inside holds what is not judged.
 */
function mayLink(now: Moment, id: ThreadId, to: number): Thread {
  const { state, view, at, by } = now;
  const thread = threadOf(now, id);
  if (!isEntitled(state, id, by, view, at)) refuse('not-entitled');
  const colleagues = activeInternals(state, view, at).filter((each) => isEntitled(state, id, each, view, at));
  if (isInsideJudged(state)) mayLinkTo({ by, view, colleagues }, keysOf(state, thread), to);
  return thread;
}

/** The same before it is tried, as what the thread is. */
function mayRotate(now: Moment, id: ThreadId, to: number): void {
  if (isByCase(mayLink(now, id, to))) mayWrap(now);
}

/**
 * Begins a generation (gen 1: and thereby the thread), by an active internal. `back`: the generation it links to, the one
 * before or, where that did not open, an earlier one. `clearance`: for a side thread the clearance it will carry, else "".
 * `readers`: who inside it is for. `inside`: the key under the case thread's newest generation, nonce12 ‖ AES-256-GCM; of
 * each thread for the inside but the case thread. `grants`, sorted by recipient: of the case thread to exactly the active
 * internals, of another to exactly the outside colleagues who may read it, and those named. In a closed room only on existing
 * threads.
 */
export const rotate = roomEntry({
  type: 'rotate',
  since: 1,
  body: ({ threadKinds, readers }) =>
    object({
      thread: threadId,
      kind: oneOf(threadKinds),
      clearance: orEmpty(clearanceId),
      gen,
      kc: hash,
      back,
      readers: oneOf(readers),
      'inside?': object({ under: gen, key: bytes(60) }),
      grants: grantRefs,
    }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: {
    rotate: (now: Moment, { thread }: { readonly thread: ThreadId }) => {
      mayRotate(now, thread, threadOf(now, thread).gen);
    },
    restart: (now: Moment, { thread, back: to }: { readonly thread: ThreadId; readonly back: number }) => {
      mayRotate(now, thread, to);
    },
    'open-thread': isOpen,
  },
  apply: (now, { seq }, body) => {
    if (now.state.dark.has(body.thread)) refuse('bodies-withheld');
    isLink(body.back);
    if (body.gen === 1) return begin(now, seq, body);
    const thread = mayLink(now, body.thread, body.back.gen);
    if (body.kind !== thread.kind || body.clearance !== thread.clearance) refuse('wrong-thread-kind');
    if (body.gen !== thread.gen + 1) refuse('wrong-generation');
    return changeThread(now, thread, keysBegun(now, seq, thread, body));
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
