import { personId, threadId, type PersonId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { isGuardian, proposalOf, withdrawnPicture } from '../destroying';
import { roomEntry } from '../entry';
import { isActiveInternal } from '../membership';
import { changeThread, type Moment } from '../moment';
import { ownerOnly } from '../standings';
import type { Consent, Thread } from '../state';

export interface Showing {
  readonly thread: ThreadId;
  readonly person: PersonId;
}

function mayShow(now: Moment, { thread: id, person }: Showing): Thread & { readonly consent: Consent } {
  const thread = withdrawnPicture(now, id);
  const { shownTo } = proposalOf(thread);
  if (!isActiveInternal(now.state, person, now.view, now.at)) refuse('not-in-the-room');
  if (!isGuardian(now, person)) refuse('not-the-guardian');
  if (shownTo === person) refuse('already-shown');
  return thread;
}

/** The owner lets the Caldicott guardian see a withdrawn picture until they answer what was proposed of it. */
export const pictureShown = roomEntry({
  type: 'picture-shown',
  since: 1,
  body: object({ thread: threadId, person: personId }),
  scope: 'thread',
  open: ownerOnly,
  inClosedRoom: true,
  acts: {
    'picture-shown': (now: Moment, about: Showing) => {
      mayShow(now, about);
    },
  },
  apply: (now, _entry, body) => {
    const thread = mayShow(now, body);
    const destruction = { ...proposalOf(thread), shownTo: body.person };
    return changeThread(now, thread, { consent: { ...thread.consent, destruction } });
  },
  line: ({ by, body: { person }, name, pictures }) =>
    `${by} let ${name(person)}, Caldicott guardian, see ${pictures} until they answer`,
  stands: true,
  unseen: (pictures) => `showed a withdrawn picture to the Caldicott guardian: ${pictures}`,
});
