import { toB64 } from '@consilium/bytes';
import type { WhoAmI } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { recoverySignInMessage, signerFromSeed, type Signer } from '@consilium/ledger';
import { entropyOf, recoveryActSeed, recoverySignInSeed, WrongWords } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import type { Opened } from '../vault/opened';
import { openAccount } from './open-account';
import type { Begun } from './signing-in';

function readWords(words: string): Uint8Array<ArrayBuffer> {
  try {
    return entropyOf(words);
  } catch (error) {
    if (error instanceof WrongWords) throw new Problem('bad-input', `${error.message}.`);
    throw error;
  }
}

/** `byWords` signs what the words may do in the register: add a passkey. */
export async function signInWithWords(
  transport: Transport,
  begun: Begun,
  words: string,
  device: string,
): Promise<{ readonly me: WhoAmI; readonly opened: Opened; readonly byWords: Signer }> {
  const entropy = readWords(words);
  const key = await signerFromSeed(recoverySignInSeed(entropy));
  const { preSession, nonce, root, rpId } = begun;
  const { me, account } = await transport.call('signIn', 'recover', {
    preSession,
    nonce,
    recoveryPublic: key.public,
    signature: toB64(await key.sign(recoverySignInMessage(root, rpId, nonce, preSession))),
    device,
  });
  const opened = await openAccount(account, me, { kind: 'recovery', entropy }, root);
  return { me, opened, byWords: await signerFromSeed(recoveryActSeed(entropy)) };
}
