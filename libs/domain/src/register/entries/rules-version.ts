import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import { newest } from '../view';

/**
 * By an officer: activates a rule-book version for entries from here on. Judged alike by every build, also by one that does
 * not know the version: it holds what is judged by it from then on.
 */
export const rulesVersion = registerEntry({
  type: 'rules-version',
  since: 1,
  body: object({ version: integer(1), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: ({ activated }) => activated.at(-1)?.seq ?? -1,
  needsTwo: () => true,
  isAnnounced: () => true,
  apply: ({ state }, { seq }, { version }) => {
    if (version !== (newest(state.activated) ?? 0) + 1) refuse('rules-skip');
    return { activated: [...state.activated, { seq, value: version }] };
  },
});
