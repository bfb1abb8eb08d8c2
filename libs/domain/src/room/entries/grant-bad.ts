import { entryId, threadId } from '../../kernel/ids';
import { object } from '../../kernel/shape';
import { reported } from '../../register/generations';
import { roomEntry } from '../entry';
import { changeThread, threadOf } from '../moment';
import { gen } from '../sealed-text';
import { everybodyInside } from '../standings';

/**
 * By the recipient: a grant (in a rotate or grant entry), of the newest generation or an earlier one, did not open to the
 * committed key. They hold nothing of it until granted again. It has no power over the key of anybody else, and takes from
 * nobody the right to begin the next one.
 */
export const grantBad = roomEntry({
  type: 'grant-bad',
  since: 1,
  body: object({ thread: threadId, gen, entry: entryId }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: true,
  acts: {},
  apply: (now, _entry, body) => {
    const thread = threadOf(now, body.thread);
    return changeThread(now, thread, reported(thread, now.by, body.gen));
  },
  line: ({ by }) => `${by} could not open the key given`,
  stands: false,
});
