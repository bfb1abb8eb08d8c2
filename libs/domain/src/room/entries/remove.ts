import { personId, type PersonId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { isOngoing, scopeOfShare } from '../membership';
import { put, type Change, type Moment } from '../moment';
import { everybodyInside } from '../standings';
import type { Outside } from '../state';

/** The owner removes anybody but themselves; anybody else may leave. */
function mayRemove({ state, by, standing }: Moment, person: PersonId): void {
  if (person === state.owner) refuse(person === by ? 'owner-must-hand-over' : 'not-the-owner');
  if (person !== by && standing !== 'owner') refuse('not-the-owner');
}

function removeInternal({ state }: Moment, person: PersonId, at: number): Change {
  const internal = state.internals.get(person);
  if (internal === undefined || internal.removedAt !== undefined) return refuse('not-in-the-room');
  return { internals: put(state.internals, person, { ...internal, removedAt: at }) };
}

function shareWithScope(shares: readonly Outside[], scope: readonly ThreadId[]): Outside | undefined {
  return shares.find(({ side, clearance }) => scopeOfShare(side, clearance).join() === scope.join());
}

function removeOutside({ state }: Moment, person: PersonId, at: number, scope: readonly ThreadId[]): Change {
  const shares = [...state.outsiders.values()].filter((each) => each.person === person && isOngoing(each));
  if (shares.length === 0) return refuse('not-in-the-room');
  const share = shareWithScope(shares, scope) ?? refuse('wrong-scope');
  return { outsiders: put(state.outsiders, share.clearance.id, { ...share, stage: { stage: 'removed', at } }) };
}

/**
 * Scope room for an internal, side thread and the clearance's threads for an outside colleague. By the owner, or by the
 * person (leaving).
 */
export const remove = roomEntry({
  type: 'remove',
  since: 1,
  body: object({ person: personId }),
  scope: 'as-judged',
  open: everybodyInside,
  inClosedRoom: true,
  acts: {
    remove: (now: Moment, { other }: { readonly other: PersonId }) => {
      mayRemove(now, other);
    },
    leave: (now: Moment) => {
      mayRemove(now, now.by);
    },
  },
  apply: (now, { at, scope }, { person }) => {
    mayRemove(now, person);
    return scope === 'room' ? removeInternal(now, person, at) : removeOutside(now, person, at, scope);
  },
  line: ({ by, body: { person }, name, isAuthor }) =>
    isAuthor(person) ? `${by} left the case` : `${by} removed ${name(person)}`,
  stands: true,
});
