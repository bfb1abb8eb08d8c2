import { sha256, toB64 } from '@consilium/bytes';
import type { InputOf, SealedEntry, endpoints } from '@consilium/contracts';
import { Problem, rulesToName, type Passkey } from '@consilium/domain';
import { challenge, draft, placeAfter, sealBatch } from '@consilium/ledger';
import { prfSalt, utf8 } from '@consilium/sealing';
import type { AssertedPasskey, PasskeyAssertion } from './passkey-steps';
import type { Vault } from '../vault/vault';
import { assertionOf } from './signing-in';

type Table = (typeof endpoints)['signIn'];
type StepUp = InputOf<Table['addPasskey']>['stepUp'];
export type ConfirmedAct = 'add-passkey' | 'remove-passkey' | 'replace-account';

/** A change of the account, ready but for the gesture over exactly this change. */
export interface Confirmable {
  readonly assertion: PasskeyAssertion;
  stepUp(passkey: AssertedPasskey): StepUp;
}

/**
 * Asks for a gesture over the request: SHA-256 of its JSON, keys in the order of the contract, absent ones left out.
 * `allow`: the passkeys that may confirm.
 */
export async function confirmable(
  vault: Vault,
  act: ConfirmedAct,
  request: object,
  allow: readonly string[],
): Promise<Confirmable> {
  const { nonce } = await vault.transport.call('signIn', 'stepUpBegin', { act });
  const { rpId } = vault.view;
  const hash = toB64(sha256(utf8(JSON.stringify(request))));
  const { session } = vault.session.me;
  const asked = await challenge('consilium/1 step-up', vault.root, rpId, nonce, session, act, hash);
  return {
    assertion: { challenge: asked, rpId, allow: [...allow], prfSalt: toB64(prfSalt) },
    stepUp: (passkey) => ({ nonce, assertion: assertionOf(passkey) }),
  };
}

/** What the register is to say of this person's passkeys from now on, so that their decisions are believed. */
export async function passkeysEntry(vault: Vault, passkeys: readonly Passkey[], keyring: number): Promise<SealedEntry> {
  const { book, replica } = vault.register;
  if (replica === undefined) throw new Problem('wrong-state', 'The register is not here yet. Try again in a moment.');
  const { by, signer } = vault.author;
  const [entry] = await sealBatch(book, [draft({ type: 'passkeys', scope: 'room', body: { passkeys, keyring } })], {
    ...placeAfter(replica),
    rules: Math.max(rulesToName(book, vault.view.rules), replica.rules),
    register: vault.register.state.head,
    by,
    at: vault.clock.now(),
    signer,
  });
  if (entry === undefined) throw new Problem('wrong-state', 'Nothing was written. Start again.');
  const { jws, body, salt } = entry;
  return { jws, ...(body === undefined ? {} : { body }), ...(salt === undefined ? {} : { salt }) };
}
