import { passkeys as passkeyList } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { roles } from '../../words/lists';
import { registerEntry } from '../entry';
import { say } from '../moment';

/** By the person: the passkeys they hold now, and the version of the sealed keyring a device must find. */
export const passkeys = registerEntry({
  type: 'passkeys',
  since: 1,
  body: object({ passkeys: passkeyList, keyring: integer(1) }),
  scope: 'room',
  open: roles,
  ofOwnKeys: true,
  apply: ({ state, author }, { seq }, body) => {
    if (body.keyring < author.keyring) refuse('keyring-fell');
    if (body.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
    const held = { passkeys: body.passkeys, keyring: body.keyring };
    return { people: say(state.people, author.id, seq, { ...author, ...held }) };
  },
});
