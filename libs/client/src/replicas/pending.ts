import type { EntryId, ThreadId } from '@consilium/domain';
import type { Mention } from './message-words';

/** What stands under a thread until the service has taken it. */
export interface Pending {
  readonly entry: EntryId;
  readonly thread: ThreadId;
  readonly text: string;
  /** Left out where it names nobody. */
  readonly mentions?: readonly Mention[];
  readonly replyTo: string;
  readonly at: number;
  /** Why it is not sent and what to do; "" while it is on its way. */
  readonly problem: string;
}
