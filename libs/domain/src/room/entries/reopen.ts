import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import type { Moment } from '../moment';
import { ownerOnly } from '../standings';

function mayReopen({ state }: Moment): void {
  if (state.closed === undefined) refuse('room-open');
}

/** By the owner. */
export const reopen = roomEntry({
  type: 'reopen',
  since: 1,
  body: object({}),
  scope: 'room',
  open: ownerOnly,
  inClosedRoom: true,
  acts: { reopen: mayReopen },
  apply: (now) => {
    mayReopen(now);
    return { closed: undefined };
  },
  line: ({ by }) => `${by} reopened the case`,
  stands: true,
});
