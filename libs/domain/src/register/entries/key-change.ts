import { hash } from '../../kernel/ids';
import { compactJws } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { standingStatement } from '../standing-statement';
import { heldNow, joinOf, keysOf, ownersOf, put, say, staysListed, unusedKey } from '../moment';

/**
 * By the person with the old key and a gesture: a new join of the same person, with exactly the passkeys and the recovery words
 * that open the new keys. `keyring`: the next version, and SHA-256 of the sealed keyring a device must find; `request`: hash of
 * what else the service is asked to keep with it. Never by the recovery words, which would give an identity away at once: they
 * add a passkey, and that changes keys when it has waited.
 */
export const keyChange = registerEntry({
  type: 'key-change',
  since: 1,
  body: object({ join: compactJws, keyring: object({ version: integer(2), hash }), request: hash, ...byGesture }),
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  changes: (state, _body, by) => lastAbout(state, by),
  apply: (now, { by, seq, at }, body) => {
    const { state, author } = now;
    const join = joinOf(now, by);
    if (JSON.stringify(join.join.states) !== JSON.stringify(standingStatement(author))) refuse('statement-changed');
    unusedKey(state, join);
    const { version, hash: sealed } = body.keyring;
    if (version !== author.keyring + 1) refuse('keyring-not-next');
    staysListed(now, join.join.passkeys);
    const passkeys = heldNow(author, join.join.passkeys, at + state.waits.passkey);
    return {
      people: say(state.people, author.id, seq, { ...author, ...keysOf(join), passkeys, keyring: version, sealed }),
      kids: put(state.kids, join.kid, author.id),
      passkeyOwners: ownersOf(state.passkeyOwners, author.id, passkeys),
    };
  },
});
