import { toB64, type Bytes } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import {
  fetchPassphrase,
  wrapWithPassphrase,
  wrapWithPrf,
  wrapWithRecovery,
  type PrfResult,
  type WrapBinding,
} from '@consilium/sealing';
import { part } from '../service/part';
import { requireStrong } from './passphrase-floor';

type Wrap = SealedAccount['wraps'][number];

// Keys in the order of the contract: a gesture is over the JSON of what is sent.
const wrapOf = (
  kind: Wrap['kind'],
  { credential, version }: WrapBinding,
  parameters: string,
  sealed: Uint8Array,
): Wrap => ({
  kind,
  credential,
  version,
  parameters,
  sealed: toB64(sealed),
});

/** The account key under a passkey's PRF result. */
export async function wrapByPrf(accountKey: Bytes, prf: PrfResult, binding: WrapBinding): Promise<Wrap> {
  return wrapOf('prf', binding, prf.input, await wrapWithPrf(accountKey, prf, binding));
}

/** Refuses a passphrase below the floor. */
export async function wrapByPassphrase(accountKey: Bytes, passphrase: string, binding: WrapBinding): Promise<Wrap> {
  requireStrong(passphrase);
  await part(fetchPassphrase);
  return wrapOf('passphrase', binding, 'argon2id', await wrapWithPassphrase(accountKey, passphrase, binding));
}

export async function wrapByWords(accountKey: Bytes, entropy: Bytes, binding: WrapBinding): Promise<Wrap> {
  return wrapOf('recovery', binding, 'HKDF-SHA256', await wrapWithRecovery(accountKey, entropy, binding));
}
