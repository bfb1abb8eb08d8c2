import { sha256, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import { Problem, type Passkey } from '@consilium/domain';
import { confirmedDraft, recoveryActMessage, type Draft } from '@consilium/ledger';
import { utf8 } from '@consilium/sealing';
import { sealedHere } from '../ledgers/append';
import { actDraft, askedAt, confirmedByGesture, hashOfAct, requireSeen, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';

/** What the register is to say of this person's passkeys from now on. `request`: what else the service is sent with it. */
export interface PasskeysNow {
  readonly passkeys: readonly Passkey[];
  readonly request: object;
  /** Of the passkeys as the list showed them when the change was begun. */
  readonly seen: string;
}

/** What the register says of this person, for the list of their passkeys. */
export function seenOfPasskeys(vault: Vault): string {
  return seenOf(vault, 'passkeys', {});
}

/** SHA-256 of a request's JSON, keys in the order of the contract, absent ones left out. */
export const hashOf = (request: object): string => toB64(sha256(utf8(JSON.stringify(request))));

function passkeysDraft(vault: Vault, { passkeys, request, seen }: PasskeysNow): Draft {
  requireSeen(seen, seenOfPasskeys(vault));
  const listed = passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
  return actDraft(vault, 'passkeys', { passkeys: listed, request: hashOf(request) });
}

/** The act at the register's newest place, signed. The service refuses it where somebody was faster. */
export async function sealedAct(vault: Vault, act: Draft): Promise<SealedEntry> {
  await vault.register.sync();
  const [entry] = await sealedHere(vault.author, vault.register, [act], askedAt(act));
  if (entry === undefined) throw new Problem('wrong-state', 'Nothing was written. Start again.');
  return entry;
}

/** The register entry that says so, once a passkey has confirmed exactly this. */
export async function confirmedByPasskey(vault: Vault, now: PasskeysNow): Promise<SealedEntry> {
  return sealedAct(vault, await confirmedByGesture(vault, passkeysDraft(vault, now)));
}

/** The same by the recovery words, which no passkey is asked for. */
export async function confirmedByWords(vault: Vault, now: PasskeysNow): Promise<SealedEntry> {
  const { byWords } = vault;
  if (byWords === undefined) throw new Problem('wrong-state', 'Sign in with your recovery words again.');
  const act = passkeysDraft(vault, now);
  const signature = await byWords.sign(recoveryActMessage(vault.root, await hashOfAct(vault, act)));
  return sealedAct(vault, confirmedDraft(act, { words: toB64(signature) }));
}
