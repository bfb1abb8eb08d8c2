import { sha256, toB64, type Bytes } from '@consilium/bytes';
import type { SealedAccount, WhoAmI } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { signerFromSeed } from '@consilium/ledger';
import {
  CannotOpen,
  fetchPassphrase,
  fetchSealing,
  fromB64,
  openKeyring,
  sealingKeyFromSeed,
  unwrapWithPassphrase,
  unwrapWithPrf,
  unwrapWithRecovery,
  type Keyring,
} from '@consilium/sealing';
import { part } from '../service/part';
import type { Opened } from '../vault/opened';
import type { PrfInputs } from './passkey-steps';

/** What unlocks an account: the PRF output of one passkey, its passphrase, or the words. */
export type Secret =
  | { readonly kind: 'prf'; readonly credential: string; readonly input: string; readonly output: Bytes }
  | { readonly kind: 'passphrase'; readonly credential: string; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly entropy: Bytes };

const wrongRoot = 'This service is not the one your keys belong to. Do not go on; tell your registration officer.';

type Wrap = SealedAccount['wraps'][number];

function wrapFor(account: SealedAccount, secret: Secret): Wrap | undefined {
  const credential = secret.kind === 'recovery' ? '' : secret.credential;
  return account.wraps.find((wrap) => wrap.kind === secret.kind && wrap.credential === credential);
}

/** What the passkeys that open the account by themselves are asked with, by credential id. */
export function prfInputsOf({ wraps }: SealedAccount): PrfInputs {
  return Object.fromEntries(
    wraps.filter(({ kind }) => kind === 'prf').map(({ credential, parameters }) => [credential, parameters]),
  );
}

/** Whether this passkey opens the account at all, by its PRF output or a passphrase. */
export function opensKeys(account: SealedAccount, credential: string): boolean {
  return account.wraps.some((wrap) => wrap.kind !== 'recovery' && wrap.credential === credential);
}

export async function accountKeyOf(wrap: Wrap, secret: Secret, person: string): Promise<Bytes> {
  const binding = { person, credential: wrap.credential, version: wrap.version };
  const sealed = fromB64(wrap.sealed);
  if (secret.kind === 'prf') return unwrapWithPrf(sealed, secret, binding);
  if (secret.kind === 'recovery') return unwrapWithRecovery(sealed, secret.entropy, binding);
  await part(fetchPassphrase);
  return unwrapWithPassphrase(sealed, secret.passphrase, binding);
}

const nothingOpened: Readonly<Record<Secret['kind'], string>> = {
  prf: 'This passkey does not open your keys. Use another passkey of yours, or your recovery words.',
  passphrase: 'This passphrase does not open your keys. Check it and try again, or use your recovery words.',
  recovery: 'These words do not open your keys. Check each word and its place.',
};

/**
 * Opens the account. The keyring must belong to the root this device was told of, or nothing is kept of either; whether
 * it is the keyring the register lists is checked when the register is there.
 */
export async function openAccount(account: SealedAccount, me: WhoAmI, secret: Secret, root: string): Promise<Opened> {
  const wrap = wrapFor(account, secret);
  if (wrap === undefined) throw new Problem('not-allowed', nothingOpened[secret.kind]);
  let accountKey: Bytes;
  let keyring: Keyring;
  try {
    accountKey = await accountKeyOf(wrap, secret, me.person);
    keyring = await openKeyring(accountKey, fromB64(account.keyring), {
      person: me.person,
      version: account.keyringVersion,
    });
  } catch (error) {
    throw error instanceof CannotOpen ? new Problem('not-allowed', nothingOpened[secret.kind]) : error;
  }
  if (keyring.root !== root || me.root !== root) throw new Problem('not-allowed', wrongRoot);
  return opened(accountKey, keyring, account);
}

export async function opened(accountKey: Bytes, keyring: Keyring, account: SealedAccount): Promise<Opened> {
  await part(fetchSealing);
  const [signer, sealing, former] = await Promise.all([
    signerFromSeed(keyring.signingSeed),
    sealingKeyFromSeed(keyring.sealingSeed),
    Promise.all(keyring.former.map(({ sealingSeed }) => sealingKeyFromSeed(sealingSeed))),
  ]);
  return {
    ...{ person: keyring.person as PersonId, accountKey, keyring, signer, sealing, former },
    sealedHash: toB64(sha256(fromB64(account.keyring))),
    prfInputs: prfInputsOf(account),
  };
}
