import { consentId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf, orEmpty } from '../../kernel/shape';
import type { PictureUse, Withdrawal } from '../../words/lists';
import { withoutPicture } from '../ended-shares';
import { roomEntry } from '../entry';
import { changeThread, threadOf, type Moment } from '../moment';
import { internals } from '../standings';
import type { Consent, Thread } from '../state';

/** Withdrawing sharing may be followed by withdrawing capture, not the other way round. */
function isNews(from: Consent['withdrawn'], to: Withdrawal): void {
  if (from === 'capture' || from === to) refuse('already-withdrawn');
}

const saidOfUse: Readonly<Record<PictureUse | '', string>> = {
  '': '',
  'seen-or-relied-on': '; it was seen or relied on',
  'not-yet-seen': '; nobody else had seen it',
};

function mayWithdraw(now: Moment, id: ThreadId, what: Withdrawal): Thread & { readonly consent: Consent } {
  const thread = threadOf(now, id);
  const given = thread.consent ?? refuse('consent-missing');
  isNews(given.withdrawn, what);
  return { ...thread, consent: given };
}

/** Whether a picture was seen or relied on is said of one that is withdrawn itself, and only of that. */
function saysUse({ what, used }: { readonly what: Withdrawal; readonly used: PictureUse | '' }): void {
  if ((what === 'capture') !== (used !== '')) refuse('use-not-said');
}

/**
 * Scope: the picture thread. Either ends what was shared outside; that of the picture itself closes it to all but the owner
 * (GMC recordings, para 15: it is kept, since it may be part of the record).
 */
export const consentWithdrawal = roomEntry({
  type: 'consent-withdrawal',
  since: 1,
  body: ({ withdrawals, pictureUses }) =>
    object({
      consent: consentId,
      version: integer(1),
      what: oneOf(withdrawals),
      used: orEmpty(oneOf(pictureUses)),
    }),
  scope: 'as-judged',
  open: internals,
  inClosedRoom: true,
  acts: {
    withdraw: (now: Moment, { thread, what }: { readonly thread: ThreadId; readonly what: Withdrawal }) =>
      mayWithdraw(now, thread, what),
  },
  apply: (now, { scope, by, at }, body) => {
    const [id, ...others] = scope === 'room' ? [] : scope;
    if (id === undefined || others.length > 0) return refuse('wrong-scope');
    const thread = mayWithdraw(now, id, body.what);
    if (body.consent !== thread.consent.id || body.version !== thread.consent.version) refuse('consent-not-current');
    saysUse(body);
    const { what: withdrawn, used } = body;
    return {
      ...changeThread(now, thread, {
        consent: { ...thread.consent, withdrawn, withdrawnBy: by, isOpenAgain: false, used },
        requested: [],
      }),
      outsiders: withoutPicture(now.state, id, at),
    };
  },
  line: ({ by, body: { what, used }, pictures }) =>
    `${by} recorded: consent to ${what === 'sharing' ? 'sharing ' : ''}${pictures} withdrawn${saidOfUse[used]}`,
  stands: true,
  // Of what, only its readers are told.
  unseen: (pictures) => `recorded a withdrawal of consent: ${pictures}`,
});
