import { clearanceId, hash, organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import { say } from '../moment';
import type { ClearanceStanding } from '../state';
import { newestView, wordsOn } from '../view';

const standingAfter = { suspended: 'suspended', reinstated: 'good', ended: 'ended' } as const;

function moves(from: ClearanceStanding, to: keyof typeof standingAfter): void {
  if (from === 'ended') refuse('clearance-ended');
  if (to === 'suspended' && from === 'suspended') refuse('already-suspended');
  if (to === 'reinstated' && from !== 'suspended') refuse('not-suspended');
}

/** By an adviser of the organisation that gave the clearance, so that every room learns it in order. */
export const clearanceStatus = registerEntry({
  type: 'clearance-status',
  since: 1,
  body: object({
    clearance: clearanceId,
    hash,
    organisation: organisationId,
    status: oneOf(['suspended', 'reinstated', 'ended'] as const),
    ...byGesture,
  }),
  scope: 'room',
  open: ['adviser'],
  changes: (state, body) => wordsOn(state, body.clearance, body.hash, body.organisation).at(-1)?.seq ?? -1,
  apply: (now, entry, body) => {
    const { state } = now;
    advises(now, entry, body.organisation);
    moves(newestView(state).clearance(body.clearance, body.hash, body.organisation), body.status);
    const standing = { hash: body.hash, org: body.organisation, standing: standingAfter[body.status] };
    return { clearances: say(state.clearances, body.clearance, entry.seq, standing) };
  },
});
