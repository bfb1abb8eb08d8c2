import type { EntryId, ThreadId } from '@consilium/domain';

/** What stands under a thread until the service has taken it. */
export interface Pending {
  readonly entry: EntryId;
  readonly thread: ThreadId;
  readonly text: string;
  readonly replyTo: string;
  readonly at: number;
  /** Why it is not sent and what to do; "" while it is on its way. */
  readonly problem: string;
}
