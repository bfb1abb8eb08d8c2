import { consentId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf } from '../../kernel/shape';
import type { DestructionReason } from '../../words/lists';
import { isNewest, withdrawnPicture } from '../destroying';
import { roomEntry } from '../entry';
import { changeThread, type Moment } from '../moment';
import { ownerOnly } from '../standings';
import type { Consent, Thread } from '../state';

/** Of a withdrawn picture, again where the guardian said that it is kept. */
function mayPropose(now: Moment, id: ThreadId): Thread & { readonly consent: Consent } {
  const thread = withdrawnPicture(now, id);
  const stage = thread.consent.destruction?.stage ?? 'kept';
  return stage === 'kept' ? thread : refuse('destruction-proposed');
}

const because: Readonly<Record<DestructionReason, string>> = {
  'patient-asks': 'the patient asks for it',
  'made-without-agreement': 'it was made without agreement',
  'no-use-for-care': 'it is of no use to their care',
};

/** Destroys nothing: it asks the Caldicott guardian, who answers from what is recorded and from the reason. */
export const destructionProposal = roomEntry({
  type: 'destruction-proposal',
  since: 1,
  body: ({ destructionReasons }) =>
    object({ thread: threadId, consent: consentId, version: integer(1), reason: oneOf(destructionReasons) }),
  scope: 'thread',
  open: ownerOnly,
  inClosedRoom: true,
  acts: {
    'destruction-proposal': (now: Moment, { thread }: { readonly thread: ThreadId }) => {
      mayPropose(now, thread);
    },
  },
  apply: (now, { by }, body) => {
    const thread = mayPropose(now, body.thread);
    isNewest(thread, body);
    const destruction = { stage: 'proposed', by, shownTo: '' } as const;
    return changeThread(now, thread, { consent: { ...thread.consent, destruction } });
  },
  line: ({ by, body: { reason }, pictures }) =>
    `${by} proposed to the Caldicott guardian that ${pictures} is destroyed: ${because[reason]}`,
  stands: true,
  unseen: (pictures) => `proposed that a withdrawn picture is destroyed: ${pictures}`,
});
