import { personId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { isActiveInternal, isUnknownNow } from '../membership';
import { put, type Moment } from '../moment';
import { internals } from '../standings';

/** By the owner; where the owner can act no more, or is who is meant, by another colleague inside. */
function mayKnowAgain({ state, view, at, standing }: Moment, person: PersonId): void {
  if (!isUnknownNow(state, person, view, at)) refuse('known-already');
  if (standing !== 'owner' && isActiveInternal(state, state.owner, view, at)) refuse('not-the-owner');
}

/** Somebody whose keys two officers replaced is said to be who they were: only then are this case's keys given to them. */
export const knownAgain = roomEntry({
  type: 'known-again',
  since: 1,
  body: object({ person: personId }),
  scope: 'room',
  open: internals,
  inClosedRoom: true,
  acts: {
    'known-again': (now: Moment, { other }: { readonly other: PersonId }) => {
      mayKnowAgain(now, other);
    },
  },
  apply: (now, _entry, { person }) => {
    mayKnowAgain(now, person);
    const internal = now.state.internals.get(person) ?? refuse('known-already');
    return { internals: put(now.state.internals, person, { ...internal, known: now.view.seq }) };
  },
  line: ({ by, body: { person }, name }) => `${by} said that ${name(person)} is the same person under new keys`,
  stands: true,
});
