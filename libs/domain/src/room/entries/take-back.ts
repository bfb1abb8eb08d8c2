import { entryId, threadId, type EntryId, type ThreadId } from '../../kernel/ids';
import { object } from '../../kernel/shape';
import { mayContribute } from '../contributing';
import { roomEntry } from '../entry';
import type { Moment } from '../moment';
import { mayTakeBack } from '../said';
import type { Said } from '../state';
import { everybodyInside } from '../standings';

export interface TakenBack {
  readonly thread: ThreadId;
  readonly message: EntryId;
}

function mayTake(now: Moment, { thread, message }: TakenBack): Said {
  return mayTakeBack(now, mayContribute(now, thread, 'answer'), message);
}

/**
 * By whoever wrote a message, within a minute: its words are given out and shown no more. That it was written stays, and so
 * does what somebody read meanwhile.
 */
export const takeBack = roomEntry({
  type: 'take-back',
  since: 1,
  body: object({ thread: threadId, message: entryId }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: { 'take-back': (now: Moment, about: TakenBack) => mayTake(now, about) },
  apply: (now, _entry, body) => {
    const { seq } = mayTake(now, body);
    return { takenBack: new Set([...now.state.takenBack, seq]) };
  },
  line: ({ by }) => `${by} took back a message`,
  stands: false,
  unseen: () => 'took back a message in another thread',
});
