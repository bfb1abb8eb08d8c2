import { scopeIs } from '../../kernel/chain';
import { clearanceId, type ClearanceId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { flag, object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { isOngoing, scopeOfShare, stands } from '../membership';
import { isOpen, put, type Moment } from '../moment';
import type { Outside } from '../state';

/** The colleague's own first entry, until join-by itself; declining stays possible in a closed room. */
function mayAccept(now: Moment, id: ClearanceId, declined: boolean): Outside {
  const outside = now.state.outsiders.get(id);
  if (outside?.person !== now.by) return refuse('not-invited');
  if (outside.stage.stage === 'removed' && outside.ended.length > 0) refuse('sharing-ended');
  if (!isOngoing(outside) || outside.stage.stage === 'accepted') refuse('already-answered');
  if (now.at > outside.clearance.joinBy) refuse('join-by-passed');
  if (!stands(outside, now.view, now.at)) refuse('clearance-not-standing');
  if (!declined) isOpen(now);
  return outside;
}

export interface OwnInvitation {
  readonly clearance: ClearanceId;
}

/** Scope: as the admit. By the outside colleague, before join-by. In a closed room only to decline. */
export const accept = roomEntry({
  type: 'accept',
  since: 1,
  body: object({ clearance: clearanceId, declined: flag }),
  scope: 'as-judged',
  open: ['invited-outside'],
  inClosedRoom: true,
  judgesStanding: true,
  acts: {
    accept: (now: Moment, { clearance }: OwnInvitation) => mayAccept(now, clearance, false),
    decline: (now: Moment, { clearance }: OwnInvitation) => mayAccept(now, clearance, true),
  },
  apply: (now, entry, { clearance: id, declined }) => {
    const outside = mayAccept(now, id, declined);
    scopeIs(entry, scopeOfShare(outside.side, outside.clearance));
    const stage = { stage: declined ? 'declined' : 'accepted', at: entry.at } as const;
    return { outsiders: put(now.state.outsiders, id, { ...outside, stage }) };
  },
  line: ({ by, body: { declined } }) => (declined ? `${by} declined the invitation` : `${by} accepted the invitation`),
  stands: true,
});
