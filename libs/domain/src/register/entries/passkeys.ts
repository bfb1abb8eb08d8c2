import { passkeys as passkeyList, signingPublic } from '../../kernel/keys';
import { hash } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object, type ShapeOf } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { byGestureOrWords, isByWords, lastAbout } from '../gestured';
import { heldNow, ownersOf, say, staysListed } from '../moment';
import type { Person } from '../state';

const body = object({
  passkeys: passkeyList,
  recovery: signingPublic,
  keyring: integer(1),
  request: hash,
  ...byGestureOrWords,
});
type Body = ShapeOf<typeof body>;

/** Whoever has only the words left adds a passkey to those there are, and changes nothing else. */
function onlyAdds(author: Person, { passkeys, recovery, keyring }: Body): void {
  const isKept = author.passkeys.every((held) =>
    passkeys.some(({ credential, cose }) => credential === held.credential && cose === held.cose),
  );
  if (!isKept || recovery !== author.recovery || keyring !== author.keyring) refuse('words-only-add');
}

/**
 * By the person: the passkeys they hold now, the key of their recovery words, and the version of the sealed keyring a device
 * must find. `request`: hash of what else the service is asked to keep with it. A passkey that is new waits before it counts,
 * and until then each that was there before can take it away again.
 */
export const passkeys = registerEntry({
  type: 'passkeys',
  since: 1,
  body,
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  changes: (state, _body, by) => lastAbout(state, by),
  apply: (now, { seq, at }, body) => {
    const { state, author } = now;
    if (body.keyring < author.keyring) refuse('keyring-fell');
    if (body.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
    const isByWord = isByWords(body.gesture);
    if (isByWord) onlyAdds(author, body);
    else staysListed(now, body.passkeys);
    const counts = at + (isByWord ? state.waits.words : state.waits.passkey);
    const held = { passkeys: heldNow(author, body.passkeys, counts), recovery: body.recovery, keyring: body.keyring };
    return {
      people: say(state.people, author.id, seq, { ...author, ...held }),
      passkeyOwners: ownersOf(state.passkeyOwners, author.id, held.passkeys),
    };
  },
});
