import { entryId, threadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { isCurrentKey } from '../../register/view';
import { roomEntry } from '../entry';
import { changeThread, holderOf, threadOf } from '../moment';
import { gen } from '../sealed-text';
import { everybodyInside } from '../standings';

/**
 * By the recipient: a grant (in a rotate or grant entry) did not open to the committed key. They hold nothing until granted
 * again; the last holder cannot give up the thread for all.
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
    if (body.gen !== thread.gen) refuse('old-generation');
    holderOf(now, thread);
    if (thread.holders.length === 1) refuse('last-holder');
    return changeThread(now, thread, {
      holders: thread.holders.filter((holder) => holder !== now.by),
      // A key they gave up opens it all the same.
      sealedTo: thread.sealedTo.filter((each) => each.person !== now.by || !isCurrentKey(now.view, each)),
    });
  },
  line: ({ by }) => `${by} could not open the key given`,
  stands: false,
});
