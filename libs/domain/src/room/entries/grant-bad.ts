import { entryId, threadId } from '../../kernel/ids';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { changeThread, threadOf } from '../moment';
import { reportedIn } from '../reach';
import { gen } from '../sealed-text';
import { everybodyInside } from '../standings';

/**
 * By the recipient: a grant (in a rotate or grant entry), of the newest generation or an earlier one, did not open to the
 * committed key; by a colleague inside whom the case's key was to open it: the wrap (in a rotate or rewrap entry). They hold
 * nothing of it until it is given again. It has no power over the key of anybody else, and takes from
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
    return changeThread(now, thread, reportedIn(now.state, thread, now.by, body.gen));
  },
  line: ({ by }) => `${by} could not open the key given`,
  stands: false,
});
