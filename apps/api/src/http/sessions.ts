import type { Caller } from './caller';

/** What the platform asks of the sign-in feature. */
export abstract class Sessions {
  /** The caller behind a session cookie's value; counts as activity. `undefined`: no such session, or idle or absolute end passed. */
  abstract find(token: string): Promise<Caller | undefined>;
  /** The hash of a cookie's value that this process has met as a session's lately. Asks nobody; being met opens nothing. */
  abstract met(token: string): string | undefined;
  /** Which of these session ids are still open. Does not count as activity: an open socket keeps nobody signed in. */
  abstract stillOpen(sessions: readonly string[]): Promise<ReadonlySet<string>>;
}
