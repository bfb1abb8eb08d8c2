import { hash } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';

/**
 * By two officers: what the register says up to entry `seq`, by the hash of its tree over the entries before and of the state
 * that the rules `rules` make of them. Has its form, and is of no use yet: nobody writes one before clients recompute it.
 */
export const checkpoint = registerEntry({
  type: 'checkpoint',
  since: 1,
  body: object({ seq: integer(0), tree: hash, state: hash, rules: integer(1), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: () => -1,
  needsTwo: () => true,
  apply: ({ state }, _entry, { seq }) => {
    if (seq > state.head.seq) refuse('checkpoint-ahead');
    return refuse('checkpoint-not-yet');
  },
});
