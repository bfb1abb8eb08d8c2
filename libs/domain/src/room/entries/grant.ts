import { blobRef } from '../../kernel/entry';
import { clearanceId, personId, threadId, type ClearanceId, type PersonId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, orEmpty } from '../../kernel/shape';
import { grantedTo } from '../../register/generations';
import { holdsNow } from '../../register/view';
import { roomEntry } from '../entry';
import { coverOf, isActiveInternal } from '../membership';
import { changeThread, holderOf, threadOf, type Moment } from '../moment';
import { isByCase } from '../reach';
import { gen } from '../sealed-text';
import { internals } from '../standings';
import type { Thread } from '../state';

/** Which permission entitles a recipient: "" for an internal, the clearance for an outside colleague. */
function coverFor(now: Moment, thread: ThreadId, recipient: PersonId): ClearanceId | '' | undefined {
  if (isActiveInternal(now.state, recipient, now.view, now.at)) return '';
  return coverOf(now.state, thread, recipient, now.view, now.at)?.clearance.id;
}

function mayGrant(now: Moment, id: ThreadId, recipient: PersonId): Thread {
  const thread = threadOf(now, id);
  holderOf(now, thread);
  const cover = coverFor(now, id, recipient) ?? refuse('not-entitled');
  if (cover === '' && isByCase(thread)) refuse('opened-by-case');
  if (holdsNow(now.view, thread, recipient)) refuse('already-holder');
  return thread;
}

/**
 * By an active internal holder: of the case thread to a colleague inside, of any other to an outside colleague, of a named
 * one also to a colleague inside, who is thereby named. `clearance`: the one that entitles an outside recipient, else "".
 */
export const grant = roomEntry({
  type: 'grant',
  since: 1,
  body: object({ thread: threadId, gen, recipient: personId, clearance: orEmpty(clearanceId), blob: blobRef }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: {
    grant: (now: Moment, { thread, other }: { readonly thread: ThreadId; readonly other: PersonId }) =>
      mayGrant(now, thread, other),
  },
  apply: (now, _entry, body) => {
    const thread = mayGrant(now, body.thread, body.recipient);
    if (body.gen !== thread.gen) refuse('old-generation');
    if (body.clearance !== coverFor(now, thread.id, body.recipient)) refuse('wrong-cover');
    const named = thread.readers === 'named' && body.clearance === '' ? [body.recipient] : [];
    return changeThread(now, thread, {
      ...grantedTo(now.view, thread, body.recipient),
      named: [...new Set([...thread.named, ...named])].toSorted(),
    });
  },
  line: ({ by, body: { recipient }, name }) => `${by} gave ${name(recipient)} the key of the thread`,
  stands: false,
  unseen: () => 'gave a colleague the key of a thread',
});
