import { passkeys as passkeyList } from '../../kernel/keys';
import { hash } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, type ShapeOf } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { byGestureOrWords, isByWords, lastAbout } from '../gestured';
import { heldNow, ownersOf, say } from '../moment';
import type { Person } from '../state';

const body = object({ passkeys: passkeyList, request: hash, ...byGestureOrWords });
type Body = ShapeOf<typeof body>;

/** What was wrapped for a passkey opens for it for ever: who takes one away changes the keys behind it. */
function onlyAdds(author: Person, { passkeys }: Body): void {
  const isKept = author.passkeys.every((held) =>
    passkeys.some(({ credential, cose }) => credential === held.credential && cose === held.cose),
  );
  if (!isKept) refuse('passkeys-only-added');
}

/**
 * By the person: the passkeys they hold now, those from before and more. `request`: hash of what else the service is asked to
 * keep with it. A passkey that is new waits before it counts, and until then each that was there before can take it away again,
 * by a `key-change`.
 */
export const passkeys = registerEntry({
  type: 'passkeys',
  since: 1,
  body,
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  changes: (state, _body, by) => lastAbout(state, by),
  apply: ({ state, author }, { seq, at }, body) => {
    if (body.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
    onlyAdds(author, body);
    const counts = at + (isByWords(body.gesture) ? state.waits.words : state.waits.passkey);
    const held = heldNow(author, body.passkeys, counts);
    return {
      people: say(state.people, author.id, seq, { ...author, passkeys: held }),
      passkeyOwners: ownersOf(state.passkeyOwners, author.id, held),
    };
  },
});
