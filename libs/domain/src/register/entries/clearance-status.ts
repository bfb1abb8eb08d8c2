import { clearanceId, hash, organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import { changedWord, seqOfWordOn } from '../said-of-clearance';
import type { ClearanceStanding } from '../state';

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
  changes: seqOfWordOn,
  apply: (now, entry, body) =>
    changedWord(now, entry, body, ({ standing }) => {
      moves(standing, body.status);
      return { standing: standingAfter[body.status] };
    }),
});
