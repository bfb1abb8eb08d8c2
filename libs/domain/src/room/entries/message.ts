import { entryId, type ThreadId } from '../../kernel/ids';
import { object, orEmpty } from '../../kernel/shape';
import { mayContribute } from '../contributing';
import { roomEntry } from '../entry';
import { changeThread, mayWrite, type Moment } from '../moment';
import { sealedText } from '../sealed-text';
import { everybodyInside } from '../standings';
import type { Thread } from '../state';

function mayPost(now: Moment, id: ThreadId, named?: number): Thread {
  const thread = mayContribute(now, id, 'answer');
  mayWrite(now, thread, named ?? thread.gen);
  return thread;
}

/** `replyTo`: an entry of the same thread or "". */
export const message = roomEntry({
  type: 'message',
  since: 1,
  body: object({ ...sealedText, replyTo: orEmpty(entryId) }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: { post: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayPost(now, thread) },
  apply: (now, entry, body) => changeThread(now, mayPost(now, body.thread, body.gen), { last: entry.id }),
  line: ({ by }) => `${by} wrote`,
  stands: false,
  unseen: () => 'wrote in another thread',
});
