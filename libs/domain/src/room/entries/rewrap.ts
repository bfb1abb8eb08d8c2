import { threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { bytes, object } from '../../kernel/shape';
import { generationOf, leadsTo } from '../../register/generations';
import { roomEntry } from '../entry';
import { isEntitled } from '../membership';
import { changeThread, mayWrap, threadOf, type Moment } from '../moment';
import { isByCase, isInsideJudged, keysOf, reachOf, rewrapped } from '../reach';
import { gen } from '../sealed-text';
import { internals } from '../standings';
import type { Thread } from '../state';

/** Who holds both the generation and the case's newest gives it to the inside again, while the thread is for all of it. */
function mayRewrap(now: Moment, id: ThreadId, of: number, under?: number): Thread {
  const { state, view, at, by } = now;
  const thread = threadOf(now, id);
  if (generationOf(thread, of) === undefined) refuse('wrong-generation');
  if (!isByCase(thread) || reachOf(thread, of).readers !== 'inside') refuse('wrong-readers');
  mayWrap(now, under);
  if (isInsideJudged(state) && !leadsTo(keysOf(state, thread), by, of)) refuse('not-a-holder');
  if (!isEntitled(state, id, by, view, at)) refuse('not-entitled');
  return thread;
}

/**
 * A generation that is there already, its key under the case thread's newest: where the wrap did not open, or the way from
 * the case's newest key to that of the wrap is lost. Ends the reports of it.
 */
export const rewrap = roomEntry({
  type: 'rewrap',
  since: 1,
  body: object({ thread: threadId, gen, under: gen, key: bytes(60) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: {
    rewrap: (now: Moment, { thread, gen: of }: { readonly thread: ThreadId; readonly gen: number }) => {
      mayRewrap(now, thread, of);
    },
  },
  apply: (now, _entry, body) => {
    const thread = mayRewrap(now, body.thread, body.gen, body.under);
    return changeThread(now, thread, rewrapped(thread, body.gen, body.under));
  },
  line: ({ by }) => `${by} gave the colleagues inside the key of the thread again`,
  stands: false,
  unseen: () => 'passed on a key of a thread',
});
