import { consentId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf } from '../../kernel/shape';
import type { Withdrawal } from '../../words/lists';
import { roomEntry } from '../entry';
import { changeThread, threadOf, type Moment } from '../moment';
import { internals } from '../standings';
import type { Consent, Thread } from '../state';

/** Withdrawing sharing may be followed by withdrawing capture, not the other way round. */
function isNews(from: Consent['withdrawn'], to: Withdrawal): void {
  if (from === 'capture' || from === to) refuse('already-withdrawn');
}

function mayWithdraw(now: Moment, id: ThreadId, what: Withdrawal): Thread & { readonly consent: Consent } {
  const thread = threadOf(now, id);
  const given = thread.consent ?? refuse('consent-missing');
  isNews(given.withdrawn, what);
  return { ...thread, consent: given };
}

/** Scope: the picture thread. Withdrawal of sharing ends outside access; of capture, see clinical guidance. */
export const consentWithdrawal = roomEntry({
  type: 'consent-withdrawal',
  since: 1,
  body: ({ withdrawals }) => object({ consent: consentId, version: integer(1), what: oneOf(withdrawals) }),
  scope: 'as-judged',
  open: internals,
  inClosedRoom: true,
  acts: {
    withdraw: (now: Moment, { thread, what }: { readonly thread: ThreadId; readonly what: Withdrawal }) =>
      mayWithdraw(now, thread, what),
  },
  apply: (now, { scope, by }, body) => {
    const [id, ...others] = scope === 'room' ? [] : scope;
    if (id === undefined || others.length > 0) return refuse('wrong-scope');
    const thread = mayWithdraw(now, id, body.what);
    if (body.consent !== thread.consent.id || body.version !== thread.consent.version) refuse('consent-not-current');
    return changeThread(now, thread, {
      consent: { ...thread.consent, withdrawn: body.what, withdrawnBy: by, isOpenAgain: false },
    });
  },
  line: ({ by, body: { what }, pictures }) =>
    `${by} recorded: consent to ${what === 'sharing' ? 'sharing ' : ''}${pictures} withdrawn`,
  stands: true,
  // Of what, only its readers are told.
  unseen: (pictures) => `recorded a withdrawal of consent: ${pictures}`,
});
