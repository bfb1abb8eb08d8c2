import { compactJws } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { joinOf, keysOf, put, say, unusedKey } from '../moment';

/** By the person with the old key: a new join of the same person. */
export const keyChange = registerEntry({
  type: 'key-change',
  since: 1,
  body: object({ join: compactJws, keyring: integer(2) }),
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  apply: (now, { by, seq }, body) => {
    const { state, author } = now;
    const join = joinOf(now, by);
    unusedKey(state, join);
    if (body.keyring <= author.keyring) refuse('keyring-fell');
    return {
      people: say(state.people, author.id, seq, { ...author, ...keysOf(join), keyring: body.keyring }),
      kids: put(state.kids, join.kid, author.id),
    };
  },
});
