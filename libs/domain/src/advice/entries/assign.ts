import { personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { flag, object } from '../../kernel/shape';
import { isActiveAdviser } from '../../register/view';
import { adviceEntry } from '../entry';
import { assignedTo, type Moment } from '../moment';

/** A takeover waits until the assigned adviser is no longer active. */
function mayTake({ state, view, at, by }: Moment): void {
  if (state.dossier?.body.recipient.person === by) refuse('own-request');
  if (state.conflicted.includes(by)) refuse('conflict-declared');
  const adviser = assignedTo(state);
  if (adviser !== undefined && isActiveAdviser(view.person(adviser), state.org, at)) refuse('already-assigned');
}

/** By an adviser, for themselves, declaring that no conflict exists. */
export const assign = adviceEntry({
  type: 'assign',
  since: 1,
  body: object({ adviser: personId, noConflict: flag }),
  scope: 'room',
  open: ['adviser'],
  seals: false,
  first: ({ state, by }) => {
    if (by === state.requester) refuse('own-request');
  },
  may: mayTake,
  apply: (now, entry, body) => {
    if (body.adviser !== now.by) refuse('only-for-oneself');
    if (!body.noConflict) refuse('conflict-declared');
    mayTake(now);
    const taken = { adviser: body.adviser, at: entry.at };
    return { progress: { stage: now.to === 'questioned' ? 'questioned' : 'assigned', ...taken } };
  },
  line: (by) => `${by} took the request and declared no conflict of interest`,
});
