import { personId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { isActiveClinician } from '../../register/view';
import { roomEntry } from '../entry';
import { put, type Moment } from '../moment';
import { ownerOnly } from '../standings';
import type { Internal } from '../state';

/** An internal colleague is a clinician of the room's organisation by credential, and not in the room already. */
function mayInvite(now: Moment, person: PersonId): void {
  const known = now.view.person(person);
  if (!isActiveClinician(known, now.at) || known.organisation !== now.state.org) refuse('not-a-clinician-here');
  const internal = now.state.internals.get(person);
  if (internal !== undefined && internal.removedAt === undefined) refuse('already-a-member');
}

/** By the owner: an internal colleague; grants follow in the same append. */
export const invite = roomEntry({
  type: 'invite',
  since: 1,
  body: object({ person: personId }),
  scope: 'room',
  open: ownerOnly,
  inClosedRoom: false,
  acts: {
    invite: (now: Moment, { other }: { readonly other: PersonId }) => {
      mayInvite(now, other);
    },
  },
  apply: (now, entry, { person }) => {
    mayInvite(now, person);
    const internal: Internal = { kind: 'internal', person, since: entry.at, removedAt: undefined, known: now.view.seq };
    return { internals: put(now.state.internals, person, internal) };
  },
  line: ({ by, body: { person }, name }) => `${by} invited ${name(person)}`,
  stands: true,
});
