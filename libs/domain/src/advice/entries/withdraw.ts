import { object } from '../../kernel/shape';
import { adviceEntry } from '../entry';

/** By the requester, before a decision. */
export const withdraw = adviceEntry({
  type: 'withdraw',
  since: 1,
  body: object({}),
  scope: 'room',
  open: ['requester'],
  seals: false,
  apply: (_now, { at }) => ({ progress: { stage: 'withdrawn', at } }),
  line: (by) => `${by} withdrew the request`,
});
