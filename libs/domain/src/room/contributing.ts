import type { ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { Right } from '../words/lists';
import { coverOf, isWithdrawnPicture } from './membership';
import { mayWrite, threadOf, type Moment } from './moment';
import type { Thread } from './state';

/** Whoever is inside may write in the threads they hold, an outside colleague only with the right. */
export function mayContribute(now: Moment, id: ThreadId, right: Exclude<Right, 'read'>): Thread {
  const thread = threadOf(now, id);
  if (isWithdrawnPicture(thread)) refuse('picture-withdrawn');
  if (now.standing !== 'outside') return thread;
  const cover = coverOf(now.state, id, now.by, now.view, now.at);
  if (cover === undefined) return refuse('not-entitled');
  if (!cover.clearance.rights.includes(right)) refuse('right-missing');
  if (right === 'opinion' && cover.side !== id) refuse('only-in-side-thread');
  return thread;
}

/** Whether the person may add sealed words of an opinion, or of what became of it: at this generation, or at the newest. */
export function mayWriteOpinion(now: Moment, id: ThreadId, named?: number): Thread {
  const thread = mayContribute(now, id, 'opinion');
  mayWrite(now, thread, named ?? thread.gen);
  return thread;
}
