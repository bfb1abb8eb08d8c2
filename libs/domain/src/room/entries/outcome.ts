import { entryId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { mayWriteOpinion } from '../contributing';
import { roomEntry } from '../entry';
import { changeThread, type Moment } from '../moment';
import { sealedText } from '../sealed-text';
import { ownerOnly } from '../standings';

/**
 * What became of what an opinion was about, in the opinion's thread: by the owner, who follows the patient, for whoever gave
 * it. Said again it takes the place of what was said before. Mostly it is known when the case is closed long since.
 */
export const outcome = roomEntry({
  type: 'outcome',
  since: 1,
  body: object({ ...sealedText, opinion: entryId }),
  scope: 'thread',
  open: ownerOnly,
  inClosedRoom: true,
  acts: { outcome: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayWriteOpinion(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayWriteOpinion(now, body.thread, body.gen);
    if (now.state.opinions.get(body.opinion)?.thread !== thread.id) refuse('outcome-of-nothing');
    return changeThread(now, thread, { last: entry.id });
  },
  line: ({ by }) => `${by} said what became of an opinion`,
  stands: true,
});
