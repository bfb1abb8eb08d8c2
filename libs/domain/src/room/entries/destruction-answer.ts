import { consentId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf } from '../../kernel/shape';
import { isGuardian, isNewest, proposalOf, withdrawnPicture } from '../destroying';
import { roomEntry } from '../entry';
import { changeThread, type Moment } from '../moment';
import { internals } from '../standings';
import type { Consent, Thread } from '../state';

/** By the Caldicott guardian, let into the case as a colleague; never by whoever proposed it. */
function mayAnswer(now: Moment, id: ThreadId): Thread & { readonly consent: Consent } {
  const thread = withdrawnPicture(now, id);
  const proposal = proposalOf(thread);
  if (!isGuardian(now, now.by)) refuse('not-the-guardian');
  if (proposal.by === now.by) refuse('own-proposal');
  return thread;
}

/** Confirmed or not, nothing is destroyed by it: the picture stays closed. Whoever was shown it sees it no more. */
export const destructionAnswer = roomEntry({
  type: 'destruction-answer',
  since: 1,
  body: ({ destructionAnswers }) =>
    object({ thread: threadId, consent: consentId, version: integer(1), answer: oneOf(destructionAnswers) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: {
    'destruction-answer': (now: Moment, { thread }: { readonly thread: ThreadId }) => {
      mayAnswer(now, thread);
    },
  },
  apply: (now, _entry, body) => {
    const thread = mayAnswer(now, body.thread);
    isNewest(thread, body);
    const { by } = proposalOf(thread);
    const destruction = { stage: body.answer, by, shownTo: '' } as const;
    return changeThread(now, thread, { consent: { ...thread.consent, destruction } });
  },
  line: ({ by, body: { answer }, pictures }) =>
    answer === 'confirmed'
      ? `${by}, Caldicott guardian, confirmed that ${pictures} is to be destroyed; nothing is destroyed yet`
      : `${by}, Caldicott guardian, answered that ${pictures} is kept`,
  stands: true,
  unseen: (pictures) => `answered whether a withdrawn picture is destroyed: ${pictures}`,
});
