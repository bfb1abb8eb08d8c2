import { compactJws } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { standingStatement } from '../standing-statement';
import { heldNow, joinOf, keysOf, ownersOf, put, say, staysListed, unusedKey } from '../moment';

/**
 * By the person with the old key and a gesture: a new join of the same person. Never by the recovery words, which would give
 * an identity away at once: they add a passkey, and that changes keys when it has waited.
 */
export const keyChange = registerEntry({
  type: 'key-change',
  since: 1,
  body: object({ join: compactJws, keyring: integer(2), ...byGesture }),
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  changes: (state, _body, by) => lastAbout(state, by),
  apply: (now, { by, seq, at }, body) => {
    const { state, author } = now;
    const join = joinOf(now, by);
    if (JSON.stringify(join.join.states) !== JSON.stringify(standingStatement(author))) refuse('statement-changed');
    unusedKey(state, join);
    if (body.keyring <= author.keyring) refuse('keyring-fell');
    staysListed(now, join.join.passkeys);
    const passkeys = heldNow(author, join.join.passkeys, at + state.waits.passkey);
    return {
      people: say(state.people, author.id, seq, { ...author, ...keysOf(join), passkeys, keyring: body.keyring }),
      kids: put(state.kids, join.kid, author.id),
      passkeyOwners: ownersOf(state.passkeyOwners, author.id, passkeys),
    };
  },
});
