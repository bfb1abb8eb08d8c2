import type { Asserting } from '@consilium/testkit/ledger';
import type { Someone } from '@consilium/testkit/people';

/** The authenticator of `who`, touched for whatever it is asked. `as`: the credential id it is passed off under. */
export function touchedBy({ passkeys }: Pick<Someone, 'passkeys'>, as?: string): Pick<Asserting, 'assert'> {
  return {
    assert: (challenge, nonce) => {
      const { id, authenticatorData, clientDataJSON, signature } = passkeys.get({
        challenge,
        rpId: 'localhost',
        allow: [],
      });
      return { cred: as ?? id, nonce, authData: authenticatorData, clientData: clientDataJSON, sig: signature };
    },
  };
}
