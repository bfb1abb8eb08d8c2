import { threadId, type ThreadId } from '../../kernel/ids';
import { bytes, object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { changeThread, holderOf, threadOf } from '../moment';
import { linkedIn } from '../reach';
import { gen } from '../sealed-text';
import { internals } from '../standings';

/**
 * An earlier generation, `key` as nonce12 ‖ AES-256-GCM under the newest, by a colleague of the room who holds both: what was
 * written under a skipped one is read again by everybody.
 */
export const link = roomEntry({
  type: 'link',
  since: 1,
  body: object({ thread: threadId, gen, under: gen, key: bytes(60) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: {
    link: (now, { thread: id, gen: earlier }: { readonly thread: ThreadId; readonly gen: number }) => {
      const thread = threadOf(now, id);
      linkedIn(now.state, thread, now.by, { gen: earlier, under: thread.gen });
    },
  },
  apply: (now, _entry, body) => {
    const thread = threadOf(now, body.thread);
    const change = linkedIn(now.state, thread, now.by, body);
    holderOf(now, thread);
    return changeThread(now, thread, change);
  },
  line: ({ by }) => `${by} made what was written under an earlier key readable under the newest`,
  stands: false,
  unseen: () => 'passed on an earlier key of a thread',
});
