import type { SealedAccount, WhoAmI } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { challenge } from '@consilium/ledger';
import type { PrfResult } from '@consilium/sealing';
import type { AssertedPasskey, PasskeyAssertion, PrfInputs } from './passkey-steps';
import type { Transport } from '../service/transport';
import type { Opened } from '../vault/opened';
import { openAccount, opensKeys, prfInputsOf } from './open-account';
import { emptyChallenge, prfResult } from './prf';

/** A session without open keys: what the passphrase, or the passkey's next gesture, will be tried on. */
export interface Locked {
  readonly me: WhoAmI;
  readonly account: SealedAccount;
  readonly credential: string;
  readonly root: string;
}
/** The passkey that opened the keys by itself, and the secret it gave. */
export interface PrfWay extends PrfResult {
  readonly credential: string;
}
export type SignedIn =
  | { readonly state: 'open'; readonly me: WhoAmI; readonly opened: Opened; readonly by?: PrfWay }
  | { readonly state: 'passphrase-needed' | 'gesture-needed'; readonly locked: Locked };

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

/**
 * `known`: what this device remembers of who was here last, so that one gesture signs in and opens the keys. A device that
 * knows nobody asks for any passkey, and for a second gesture once it knows whose it is.
 */
export async function signInAssertion(begun: Begun, known: PrfInputs): Promise<PasskeyAssertion> {
  const { root, rpId, nonce, preSession } = begun;
  const computed = await challenge('consilium/1 sign-in', root, rpId, nonce, preSession);
  return { challenge: computed, rpId, allow: Object.keys(known), prf: known };
}

/** `asked`: what the passkeys were asked for their secrets with. */
export async function finish(
  transport: Transport,
  begun: Begun,
  passkey: AssertedPasskey,
  device: string,
  asked: PrfInputs,
): Promise<SignedIn> {
  const { me, account } = await transport.call('signIn', 'finish', {
    preSession: begun.preSession,
    nonce: begun.nonce,
    assertion: assertionOf(passkey),
    device,
  });
  return unlock({ me, account, credential: passkey.id, root: begun.root }, passkey.prf, asked);
}

const opensNothing =
  'This passkey signs you in but opens no keys: they were changed without it. Use another passkey, or your recovery words.';

/** Opens the keys with the passkey's PRF output, or says what is needed: its gesture for the right input, or a passphrase. */
export async function unlock(locked: Locked, prf: string | undefined, asked: PrfInputs): Promise<SignedIn> {
  const { me, account, credential, root } = locked;
  if (!opensKeys(account, credential)) throw new Problem('not-allowed', opensNothing);
  const input = prfInputsOf(account)[credential];
  if (input === undefined) return { state: 'passphrase-needed', locked };
  if (input !== asked[credential]) return { state: 'gesture-needed', locked };
  if (prf === undefined) return { state: 'passphrase-needed', locked };
  const secret = { kind: 'prf', credential, ...prfResult(input, prf) } as const;
  return { state: 'open', me, opened: await openAccount(account, me, secret, root), by: secret };
}

export async function unlockWithPassphrase(locked: Locked, passphrase: string): Promise<SignedIn> {
  const { me, account, credential, root } = locked;
  const opened = await openAccount(account, me, { kind: 'passphrase', credential, passphrase }, root);
  return { state: 'open', me, opened };
}

/** A gesture that only fetches the PRF output: nothing is signed in by it. `credential`: the one that may answer; "": any. */
export function unlockAssertion(account: SealedAccount, rpId: string, credential: string): PasskeyAssertion {
  const opening = account.wraps.filter(({ kind }) => kind !== 'recovery').map((wrap) => wrap.credential);
  const allow = credential === '' ? opening : [credential];
  // A browser refuses to ask for the secret of a passkey that may not answer.
  const inputs = Object.entries(prfInputsOf(account)).filter(([each]) => allow.includes(each));
  return { challenge: emptyChallenge(), rpId, allow, prf: Object.fromEntries(inputs) };
}
