import { consentId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf } from '../../kernel/shape';
import type { ConsentAgainReason } from '../../words/lists';
import { roomEntry } from '../entry';
import { changeThread, threadOf, type Moment } from '../moment';
import { internals } from '../standings';
import type { Consent, Thread } from '../state';

/** By the owner, or by whoever recorded that it was withdrawn: what a colleague wrote down is not undone by any other. */
function mayOpenAgain(now: Moment, id: ThreadId): Thread & { readonly consent: Consent } {
  const thread = threadOf(now, id);
  const consent = thread.consent ?? refuse('consent-missing');
  if (consent.withdrawn === 'no' || consent.isOpenAgain) refuse('consent-not-withdrawn');
  if (consent.destruction?.stage === 'confirmed') refuse('destruction-confirmed');
  if (now.standing !== 'owner' && now.by !== consent.withdrawnBy) refuse('not-the-owner');
  return { ...thread, consent };
}

const because: Readonly<Record<ConsentAgainReason, string>> = {
  'recorded-in-error': 'the withdrawal was recorded in error',
  'agreed-anew': 'the patient agreed anew',
};

/** A withdrawn consent may have a next version: the withdrawal stands until that is recorded. */
export const consentAgain = roomEntry({
  type: 'consent-again',
  since: 1,
  body: ({ consentAgainReasons }) =>
    object({ consent: consentId, version: integer(1), thread: threadId, reason: oneOf(consentAgainReasons) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: false,
  acts: { 'consent-again': (now: Moment, { thread }: { readonly thread: ThreadId }) => mayOpenAgain(now, thread) },
  apply: (now, _entry, body) => {
    const thread = mayOpenAgain(now, body.thread);
    if (body.consent !== thread.consent.id || body.version !== thread.consent.version) refuse('consent-not-current');
    return changeThread(now, thread, { consent: { ...thread.consent, isOpenAgain: true } });
  },
  line: ({ by, body: { reason }, pictures }) =>
    `${by} opened the withdrawn consent to ${pictures} for a new record: ${because[reason]}`,
  stands: true,
  unseen: (pictures) => `opened a withdrawn consent for a new record: ${pictures}`,
});
