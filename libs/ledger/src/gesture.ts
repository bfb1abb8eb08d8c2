import { concat, equalBytes, digest, toB64, type Bytes, type Part } from '@consilium/bytes';
import type { Gesture, Passkey } from '@consilium/domain';
import { fromB64, lp, textOf, utf8 } from './untrusted-bytes';
import { readCose } from './cose';
import { BadSignature, Malformed } from './untrusted';

/** What follows the nonce under each label. Ids and hashes are b64 and enter raw; `act` is text. */
export interface ChallengeBinding {
  'consilium/1 passkey-create': [personOrInvitationHash: string];
  'consilium/1 join': [unprovenJoinHash: string];
  'consilium/1 sign-in': [preSession: string];
  'consilium/1 decision': [clearanceHash: string];
  'consilium/1 second-decision': [clearanceHash: string];
  'consilium/1 act': [entryType: string, actHash: string];
}
export type ChallengeLabel = keyof ChallengeBinding;

function actOf(text: string): string {
  if (text === '') throw new Malformed('shape');
  return text;
}
const idOf = (text: string): Bytes => fromB64(actOf(text));

/** A hash, a root or a nonce: 32 bytes. */
function hashOf(text: string): Bytes {
  const bytes = fromB64(text);
  if (bytes.length !== 32) throw new Malformed('shape');
  return bytes;
}

const readings: Readonly<Record<ChallengeLabel, readonly ((text: string) => Part)[]>> = {
  'consilium/1 passkey-create': [idOf],
  'consilium/1 join': [hashOf],
  'consilium/1 sign-in': [idOf],
  'consilium/1 decision': [hashOf],
  'consilium/1 second-decision': [hashOf],
  'consilium/1 act': [actOf, hashOf],
};

/** What first officers do before the register, and with it the root, begins. */
const beforeARoot: readonly ChallengeLabel[] = ['consilium/1 passkey-create', 'consilium/1 join'];

/**
 * The 32 bytes a passkey signs, b64: SHA-256(lp(label, root, rpId, nonce32, …)). Root and nonce are b64; only the first
 * officers make a passkey, and a statement with it, before there is a root, which is `""` then. Different labels keep a sign-in from ever being an
 * approval. Throws `Malformed`.
 */
export async function challenge<L extends ChallengeLabel>(
  label: L,
  root: string,
  rpId: string,
  nonce: string,
  ...more: ChallengeBinding[L]
): Promise<string> {
  const reading = readings[label];
  const isFirst = root === '' && beforeARoot.includes(label);
  const parts = reading.map((read, at) => read(more[at] ?? ''));
  return toB64(await digest(lp(label, isFirst ? '' : hashOf(root), rpId, hashOf(nonce), ...parts)));
}

/** What the sign-in key derived from the recovery words signs, as it is: lp(label, root, rpId, nonce32, pre-session id). */
export function recoverySignInMessage(root: string, rpId: string, nonce: string, preSession: string): Bytes {
  return lp('consilium/1 recovery-sign-in', hashOf(root), rpId, hashOf(nonce), idOf(preSession));
}

/** What a gesture has to be. `challenge` as `challenge` returns it; `origin` and `rpId` as the register pins them. */
export interface GestureExpectation {
  readonly passkeys: readonly Passkey[];
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
}

export interface VerifiedGesture {
  /** Credential id, b64. */
  readonly credential: string;
  /** Signature counter; 0 from authenticators that keep none. */
  readonly counter: number;
}

const localOrigin = /^http:\/\/localhost(?::\d{1,5})?$/;

/** The pinned origin exactly. A trial installation on `localhost` may move to another port, so there any port passes. */
export function isOrigin(actual: unknown, expected: Pick<GestureExpectation, 'origin' | 'rpId'>): boolean {
  if (actual === expected.origin) return true;
  return expected.rpId === 'localhost' && typeof actual === 'string' && localOrigin.test(actual);
}

/** clientDataJSON is written by the browser in its own spelling (WebAuthn, 5.8.1); only what it says is judged. */
function readClientData(bytes: Bytes): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch {
    throw new BadSignature('gesture-data');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadSignature('gesture-data');
  return value as Readonly<Record<string, unknown>>;
}

function checkClientData(bytes: Bytes, expected: GestureExpectation): void {
  const data = readClientData(bytes);
  if (data['type'] !== 'webauthn.get') throw new BadSignature('gesture-type');
  if (data['challenge'] !== expected.challenge) throw new BadSignature('gesture-challenge');
  if (!isOrigin(data['origin'], expected)) throw new BadSignature('gesture-origin');
  if (data['crossOrigin'] === true) throw new BadSignature('gesture-cross-origin');
}

const userPresent = 0x01;
const userVerified = 0x04;

/** Authenticator data (WebAuthn, 6.1): SHA-256 of the rpId, flags, counter. Returns the counter. */
async function checkAuthenticatorData(data: Bytes, rpId: string): Promise<number> {
  if (data.length < 37) throw new BadSignature('gesture-data');
  if (!equalBytes(data.subarray(0, 32), await digest(utf8(rpId)))) throw new BadSignature('gesture-rp');
  const flags = data[32] ?? 0;
  if ((flags & userPresent) === 0) throw new BadSignature('gesture-presence');
  if ((flags & userVerified) === 0) throw new BadSignature('gesture-verification');
  return new DataView(data.buffer).getUint32(33);
}

/**
 * Passes an assertion by one of these passkeys over this very challenge, with the person present and verified, at the
 * pinned origin and rpId (WebAuthn, 7.2). Throws `BadSignature`, or `Malformed` for bytes that are none.
 */
export async function verifyGesture(gesture: Gesture, expected: GestureExpectation): Promise<VerifiedGesture> {
  const passkey = expected.passkeys.find(({ credential }) => credential === gesture.cred);
  if (passkey?.rpId !== expected.rpId) throw new BadSignature('gesture-passkey');
  const clientData = fromB64(gesture.clientData);
  const authData = fromB64(gesture.authData);
  checkClientData(clientData, expected);
  const counter = await checkAuthenticatorData(authData, expected.rpId);
  const key = await readCose(passkey.cose);
  const signed = concat([authData, await digest(clientData)]);
  if (!(await key.verify(fromB64(gesture.sig), signed))) throw new BadSignature('gesture-signature');
  return { credential: passkey.credential, counter };
}
