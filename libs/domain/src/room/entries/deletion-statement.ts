import { clearanceId, threadId, type ClearanceId, type ThreadId } from '../../kernel/ids';
import { scopeIs } from '../../kernel/chain';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import type { DeletionAnswer } from '../../words/lists';
import { roomEntry } from '../entry';
import { isOver } from '../membership';
import { put, type Moment } from '../moment';
import type { Outside } from '../state';

export interface Stating {
  readonly thread: ThreadId;
  readonly clearance: ClearanceId;
}

/** Once for each picture that was shown to the author, and is not any more since its consent was withdrawn or narrowed. */
function mayState({ state, by }: Moment, { thread, clearance }: Stating): Outside {
  const share = state.outsiders.get(clearance);
  if (share?.person !== by || share.stage.stage !== 'accepted') return refuse('nothing-to-state');
  if (!share.ended.some((each) => each.thread === thread)) refuse('nothing-to-state');
  if (share.stated.includes(thread)) refuse('already-stated');
  return share;
}

/** What was said, and no more: nobody can see what is on a colleague's device. */
const stated: Readonly<Record<DeletionAnswer, string>> = {
  'none-kept': 'that they kept no copy of it',
  deleted: 'that they deleted every copy of it',
  'kept-in-record': 'that a copy of it stays in a record of their organisation',
};

/** Scope: the side thread of the share. Whoever stated all of a share of which nothing is left is out of the case. */
export const deletionStatement = roomEntry({
  type: 'deletion-statement',
  since: 1,
  body: ({ deletionAnswers }) => object({ thread: threadId, clearance: clearanceId, said: oneOf(deletionAnswers) }),
  scope: 'as-judged',
  open: ['outside'],
  inClosedRoom: true,
  acts: {
    'deletion-statement': (now: Moment, about: Stating) => {
      mayState(now, about);
    },
  },
  apply: (now, entry, body) => {
    const share = mayState(now, body);
    scopeIs(entry, [share.side]);
    const after = { ...share, stated: [...share.stated, body.thread] };
    const isLast = isOver(after) && after.stated.length === after.ended.length;
    const stage = isLast ? ({ stage: 'removed', at: entry.at } as const) : after.stage;
    return { outsiders: put(now.state.outsiders, body.clearance, { ...after, stage }) };
  },
  line: ({ by, body: { said } }) => `${by} stated of a picture no longer shared ${stated[said]}`,
  stands: true,
  unseen: () => 'stated whether a copy was kept',
});
