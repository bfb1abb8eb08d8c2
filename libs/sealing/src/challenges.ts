import { fromB64, lp, rawOf, sha256, type Bytes, type Part } from './bytes';
import { CannotOpen } from './cannot-open';

/** What follows the nonce under each label. Ids and hashes are b64 and enter raw; `act` is text. */
export interface ChallengeBinding {
  'consilium/1 passkey-create': [personOrInvitationHash: string];
  'consilium/1 login': [preSession: string];
  'consilium/1 step-up': [session: string, act: string, requestBodyHash: string];
  'consilium/1 decision': [clearanceHash: string];
  'consilium/1 second-decision': [clearanceHash: string];
}

export type ChallengeLabel = keyof ChallengeBinding;

function idOf(text: string): Bytes {
  if (text === '') throw new CannotOpen();
  return fromB64(text);
}

const actOf = (text: string): Part => {
  if (text === '') throw new CannotOpen();
  return text;
};

const readings: Record<ChallengeLabel, readonly ((text: string) => Part)[]> = {
  'consilium/1 passkey-create': [idOf],
  'consilium/1 login': [idOf],
  'consilium/1 step-up': [idOf, actOf, (hash) => rawOf(hash, 32)],
  'consilium/1 decision': [(hash) => rawOf(hash, 32)],
  'consilium/1 second-decision': [(hash) => rawOf(hash, 32)],
};

/** The first officers make their passkeys before there is a root: theirs is `''`. */
const rootOf = (root: string): Part => (root === '' ? '' : rawOf(root, 32));

/**
 * The 32 bytes a passkey signs: SHA-256(lp(label, root, rpId, nonce32, …)). Root and nonce are b64. The vault computes
 * it from the server's nonce and never takes a finished challenge, so a sign-in can never become an approval.
 */
export function challenge<L extends ChallengeLabel>(
  label: L,
  root: string,
  rpId: string,
  nonce: string,
  ...more: ChallengeBinding[L]
): Bytes {
  const reading = readings[label];
  if (more.length !== reading.length || (root === '' && label !== 'consilium/1 passkey-create')) throw new CannotOpen();
  const parts = reading.map((read, at) => read(more[at] ?? ''));
  return sha256(lp(label, rootOf(root), rpId, rawOf(nonce, 32), ...parts));
}

/** What the recovery sign-in key signs: lp("consilium/1 recovery-login", root, rpId, nonce32, pre-session id), not hashed first. */
export function recoveryLoginMessage(root: string, rpId: string, nonce: string, preSession: string): Bytes {
  return lp('consilium/1 recovery-login', rawOf(root, 32), rpId, rawOf(nonce, 32), idOf(preSession));
}
