import { sha256, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import { lastAbout, Problem, type ByWords, type Gesture, type Passkey } from '@consilium/domain';
import { actHash, challenge, confirmedDraft, draft, recoveryActMessage, type Draft } from '@consilium/ledger';
import { prfSalt, utf8 } from '@consilium/sealing';
import { sealedHere } from '../ledgers/append';
import { gestureOf } from './gesture-of';
import type { AssertedPasskey, PasskeyAssertion } from './passkey-steps';
import type { Vault } from '../vault/vault';

/** A change of who may act, ready but for the gesture over exactly this change. */
export interface Confirmable {
  readonly assertion: PasskeyAssertion;
  /** The register entry with this gesture. */
  entry(passkey: AssertedPasskey): Promise<SealedEntry>;
}

/** What the register is to say of this person's passkeys from now on. `request`: what else the service is sent with it. */
export interface PasskeysNow {
  readonly passkeys: readonly Passkey[];
  readonly recovery: string;
  readonly keyring: number;
  readonly request: object;
}

/** SHA-256 of a request's JSON, keys in the order of the contract, absent ones left out. */
const hashOf = (request: object): string => toB64(sha256(utf8(JSON.stringify(request))));

function passkeysDraft(vault: Vault, { passkeys, recovery, keyring, request }: PasskeysNow): Draft {
  const asOf = lastAbout(vault.register.state, vault.me);
  const signedAt = vault.clock.now();
  const listed = passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
  const body = { passkeys: listed, recovery, keyring, request: hashOf(request), asOf, signedAt };
  return draft({ type: 'passkeys', scope: 'room', body });
}

/** The act at the register's newest place, signed. The service refuses it where somebody was faster. */
async function sealedAct(vault: Vault, act: Draft, given: Gesture | ByWords): Promise<SealedEntry> {
  await vault.register.sync();
  const [entry] = await sealedHere(vault.author, vault.register, [confirmedDraft(act, given)]);
  if (entry === undefined) throw new Problem('wrong-state', 'Nothing was written. Start again.');
  return entry;
}

function hashOfAct(vault: Vault, act: Draft): Promise<string> {
  return actHash({ kind: 'register', root: vault.root, ledger: vault.root, by: vault.me }, act);
}

/** Asks for a gesture over the passkeys that hold from now on. `allow`: those that may confirm. */
export async function confirmable(vault: Vault, now: PasskeysNow, allow: readonly string[]): Promise<Confirmable> {
  const { nonce } = await vault.transport.call('signIn', 'stepUpBegin', { act: 'register' });
  const act = passkeysDraft(vault, now);
  const { rpId } = vault.view;
  const asked = await challenge('consilium/1 act', vault.root, rpId, nonce, act.type, await hashOfAct(vault, act));
  return {
    assertion: { challenge: asked, rpId, allow: [...allow], prfSalt: toB64(prfSalt) },
    entry: (passkey) => sealedAct(vault, act, gestureOf(passkey, nonce)),
  };
}

/** The same by the recovery words, which no passkey is asked for. */
export async function confirmedByWords(vault: Vault, now: PasskeysNow): Promise<SealedEntry> {
  const { byWords } = vault;
  if (byWords === undefined) throw new Problem('wrong-state', 'Sign in with your recovery words again.');
  const act = passkeysDraft(vault, now);
  const signature = await byWords.sign(recoveryActMessage(vault.root, await hashOfAct(vault, act)));
  return sealedAct(vault, act, { words: toB64(signature) });
}
