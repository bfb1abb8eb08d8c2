import { toB64 } from '@consilium/bytes';
import type { SealedAccount, WhoAmI } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { challenge } from '@consilium/ledger';
import { prfSalt } from '@consilium/sealing';
import type { AssertedPasskey, PasskeyAssertion } from './passkey-steps';
import type { Transport } from '../service/transport';
import type { Opened } from '../vault/opened';
import { hasPrfWrap, openAccount, opensKeys } from './open-account';
import { emptyChallenge, prfOutput } from './prf';

/** A session without open keys: what the passphrase will be tried on. */
export interface Locked {
  readonly me: WhoAmI;
  readonly account: SealedAccount;
  readonly credential: string;
  readonly root: string;
}
export type SignedIn =
  | { readonly state: 'open'; readonly me: WhoAmI; readonly opened: Opened }
  | { readonly state: 'passphrase-needed'; readonly locked: Locked };

export interface Begun {
  readonly preSession: string;
  readonly nonce: string;
  readonly root: string;
  readonly rpId: string;
}

/** The page's answer as it is sent, keys in the order of the contract. */
export const assertionOf = (passkey: AssertedPasskey) => ({
  id: passkey.id,
  authenticatorData: passkey.authenticatorData,
  clientDataJSON: passkey.clientDataJSON,
  signature: passkey.signature,
  ...(passkey.userHandle === undefined ? {} : { userHandle: passkey.userHandle }),
});

/** `pinned`: the root this device already trusts, when it does. Without one the service's word is tried and proved by the keyring. */
export async function begin(transport: Transport, pinned: string | undefined): Promise<Begun> {
  const begun = await transport.call('signIn', 'begin', {});
  return { ...begun, root: pinned ?? begun.root };
}

export async function signInAssertion(begun: Begun): Promise<PasskeyAssertion> {
  const { root, rpId, nonce, preSession } = begun;
  const computed = await challenge('consilium/1 sign-in', root, rpId, nonce, preSession);
  return { challenge: computed, rpId, allow: [], prfSalt: toB64(prfSalt) };
}

export async function finish(
  transport: Transport,
  begun: Begun,
  passkey: AssertedPasskey,
  device: string,
): Promise<SignedIn> {
  const { me, account } = await transport.call('signIn', 'finish', {
    preSession: begun.preSession,
    nonce: begun.nonce,
    assertion: assertionOf(passkey),
    device,
  });
  return unlock({ me, account, credential: passkey.id, root: begun.root }, passkey.prf);
}

const opensNothing =
  'This passkey signs you in but opens no keys: they were changed without it. Use another passkey, or your recovery words.';

/** Opens the keys with the passkey's PRF output, or says that a passphrase is needed. */
export async function unlock(locked: Locked, prf: string | undefined): Promise<SignedIn> {
  const { me, account, credential, root } = locked;
  if (!opensKeys(account, credential)) throw new Problem('not-allowed', opensNothing);
  if (prf === undefined || !hasPrfWrap(account, credential)) return { state: 'passphrase-needed', locked };
  const output = prfOutput(prf);
  return { state: 'open', me, opened: await openAccount(account, me, { kind: 'prf', credential, output }, root) };
}

export async function unlockWithPassphrase(locked: Locked, passphrase: string): Promise<SignedIn> {
  const { me, account, credential, root } = locked;
  const opened = await openAccount(account, me, { kind: 'passphrase', credential, passphrase }, root);
  return { state: 'open', me, opened };
}

/** A gesture that only fetches the PRF output again: the session goes on, so nothing is signed in. */
export function unlockAssertion(account: SealedAccount, rpId: string): PasskeyAssertion {
  const allow = account.wraps.filter(({ kind }) => kind !== 'recovery').map(({ credential }) => credential);
  return { challenge: emptyChallenge(), rpId, allow, prfSalt: toB64(prfSalt) };
}
