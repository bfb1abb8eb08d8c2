import { personId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { isActiveInternal } from '../membership';
import type { Moment } from '../moment';
import { internals } from '../standings';

/** A case whose owner can act is theirs; otherwise a colleague inside takes it over, for themselves. */
function mayTakeOver({ state, view, at, by }: Moment, person: PersonId): void {
  if (isActiveInternal(state, state.owner, view, at)) refuse('not-the-owner');
  if (person !== by) refuse('take-over-first');
}

/** The owner hands the case to a colleague inside; who takes it over is active inside, or the policy let nobody here. */
function mayHandOver(now: Moment, person: PersonId): void {
  if (now.standing !== 'owner') {
    mayTakeOver(now, person);
    return;
  }
  if (person === now.state.owner) refuse('already-the-owner');
  if (!isActiveInternal(now.state, person, now.view, now.at)) refuse('not-in-the-room');
}

/** By the owner: the new owner, an active internal. By an active internal, for themselves, while the owner is none. */
export const owner = roomEntry({
  type: 'owner',
  since: 1,
  body: object({ person: personId }),
  scope: 'room',
  open: internals,
  inClosedRoom: true,
  acts: {
    owner: (now: Moment, { other }: { readonly other: PersonId }) => {
      mayHandOver(now, other);
    },
  },
  apply: (now, _entry, { person }) => {
    mayHandOver(now, person);
    return { owner: person };
  },
  line: ({ by, body: { person }, name, isAuthor }) =>
    isAuthor(person)
      ? `${by} took the case over: its owner could act no more`
      : `${by} handed the case to ${name(person)}`,
  stands: true,
});
