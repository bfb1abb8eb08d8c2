import type { Entry } from '../kernel/entry';
import type { ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { changeThread, mayWrite, threadOf, type Change, type Moment } from './moment';

/** Whether the person may write title and form now: they stand in the case thread. */
export function mayDescribe(now: Moment): void {
  const thread = threadOf(now, now.state.caseThread);
  mayWrite(now, thread, thread.gen);
}

/** Title or form, in the case thread. */
export function describes(
  now: Moment,
  entry: Entry,
  body: { readonly thread: ThreadId; readonly gen: number },
): Change {
  if (body.thread !== now.state.caseThread) refuse('wrong-thread-kind');
  const thread = threadOf(now, body.thread);
  mayWrite(now, thread, body.gen);
  return changeThread(now, thread, { last: entry.id });
}
