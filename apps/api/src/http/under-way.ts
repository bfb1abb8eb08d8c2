import { Problem } from '@consilium/domain';

/** How much one sender may have under way at once: requests, and bytes of their bodies. */
export interface Share {
  readonly requests: number;
  readonly bytes: number;
}

interface Taken {
  requests: number;
  bytes: number;
}

/** Requests that were let in and are not over yet, by sender. */
export class UnderWay {
  private readonly taken = new Map<string, Taken>();

  /** Takes a share until the function given back is called. Throws `Problem('too-many')` where the sender has none left. */
  take(who: string, bytes: number, most: Share): () => void {
    const { requests, bytes: before } = this.taken.get(who) ?? { requests: 0, bytes: 0 };
    // What is larger than a whole share is let in alone: how large one request may be is judged elsewhere.
    if (requests >= most.requests || (requests > 0 && before + bytes > most.bytes)) {
      throw new Problem('too-many', 'Too much is being sent at once. Wait a few seconds and try again.', {
        seconds: 5,
      });
    }
    this.taken.set(who, { requests: requests + 1, bytes: before + bytes });
    let isOver = false;
    return () => {
      if (!isOver) this.give(who, bytes);
      isOver = true;
    };
  }

  private give(who: string, bytes: number): void {
    const taken = this.taken.get(who);
    if (taken === undefined) return;
    taken.requests -= 1;
    taken.bytes -= bytes;
    if (taken.requests === 0) this.taken.delete(who);
  }
}
