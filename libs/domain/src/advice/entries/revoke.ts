import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { adviceEntry } from '../entry';
import { parties } from '../moment';

/** By an adviser of the organisation or by the requester, after a decision; the register's clearance-status ends it everywhere. */
export const revoke = adviceEntry({
  type: 'revoke',
  since: 1,
  body: object({}),
  scope: 'room',
  open: parties,
  seals: false,
  apply: ({ state: { progress }, by }, { at }) => {
    if (progress.stage !== 'decided') return refuse('wrong-stage');
    return { progress: { stage: 'revoked', clearance: progress.clearance, by, at } };
  },
  line: (by) => `${by} ended the decision`,
});
