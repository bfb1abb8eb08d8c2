import { entryId, type EntryId, type ThreadId } from '../../kernel/ids';
import { object, orEmpty } from '../../kernel/shape';
import { mayContribute } from '../contributing';
import { roomEntry } from '../entry';
import { changeThread, mayWrite, type Moment } from '../moment';
import { mayAnswer } from '../said';
import { sealedText } from '../sealed-text';
import { everybodyInside } from '../standings';
import type { Thread } from '../state';

export interface Posted {
  readonly thread: ThreadId;
  readonly gen?: number;
  readonly replyTo?: EntryId | '';
}

function mayPost(now: Moment, { thread: id, gen, replyTo = '' }: Posted): Thread {
  const thread = mayContribute(now, id, 'answer');
  mayWrite(now, thread, gen ?? thread.gen);
  mayAnswer(now, id, replyTo);
  return thread;
}

/** `replyTo`: what it answers, said before in the same thread and not taken back, or "". Its words are in no answer. */
export const message = roomEntry({
  type: 'message',
  since: 1,
  body: object({ ...sealedText, replyTo: orEmpty(entryId) }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: { post: (now: Moment, about: Posted) => mayPost(now, about) },
  apply: (now, entry, body) => changeThread(now, mayPost(now, body), { last: entry.id }),
  line: ({ by }) => `${by} wrote`,
  stands: false,
  unseen: () => 'wrote in another thread',
});
