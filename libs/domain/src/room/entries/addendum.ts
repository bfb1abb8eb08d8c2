import { entryId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { mayContribute } from '../contributing';
import { roomEntry } from '../entry';
import { changeThread, mayWrite, put } from '../moment';
import { sealedText } from '../sealed-text';
import { everybodyInside } from '../standings';

/** In the opinion's thread. By its author. */
export const addendum = roomEntry({
  type: 'addendum',
  since: 1,
  body: object({ ...sealedText, opinion: entryId }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: {},
  apply: (now, entry, body) => {
    const thread = mayContribute(now, body.thread, 'opinion');
    const added = now.state.opinions.get(body.opinion);
    if (added?.by !== entry.by || added.thread !== thread.id) refuse('no-such-opinion');
    mayWrite(now, thread, body.gen);
    return {
      ...changeThread(now, thread, { last: entry.id }),
      opinions: put(now.state.opinions, body.opinion, { ...added, upTo: entry.seq }),
    };
  },
  line: ({ by }) => `${by} added to an opinion`,
  stands: false,
});
