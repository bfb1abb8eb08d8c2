import { generateKeyPairSync } from 'node:crypto';
import type { AssertionResponse } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import { challenge, recoverySignInMessage, verify } from '@consilium/ledger';
import type { Sql } from '../storage/database';
import { verifyAssertion, type PasskeyHome } from './passkey-ceremony';
import { findPasskey, personOfRecovery, raiseCounter, type OwnedPasskey } from './sign-in.store';

/** What a sign-in is about, all of it known to the server before the answer comes. */
export interface SignInAttempt extends PasskeyHome {
  readonly root: string;
  readonly nonce: string;
  /** Proved by the cookie, not by what the body says. */
  readonly preSession: string;
}

export interface ProvedSignIn {
  readonly person: PersonId;
  /** "" after recovery words. */
  readonly credential: string;
}

/** COSE (ES256) of a P-256 key whose private half is thrown away here: unknown credentials cost as much as known ones. */
function decoyCose(): string {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const bytes = (b64: string): Buffer => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(b64, 'base64url')]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  return Buffer.concat([head, bytes(x), Buffer.from([0x22]), bytes(y)]).toString('base64url');
}
const decoy = decoyCose();

function decoyPasskey(credential: string): OwnedPasskey {
  return { credential, cose: decoy, counter: 0, person: '' as PersonId };
}

/** Who signed in with this assertion; undefined for whatever reason, in the same time. */
export async function proveByPasskey(
  sql: Sql,
  attempt: SignInAttempt,
  assertion: AssertionResponse,
): Promise<ProvedSignIn | undefined> {
  const { root, rpId, nonce, preSession } = attempt;
  const known = await findPasskey(sql, assertion.id);
  const passkey = known ?? decoyPasskey(assertion.id);
  const expected = await challenge('consilium/1 sign-in', root, rpId, nonce, preSession);
  const counter = await verifyAssertion(assertion, expected, passkey, attempt);
  if (known === undefined || counter === undefined) return undefined;
  if (assertion.userHandle !== undefined && assertion.userHandle !== known.person) return undefined;
  if (!(await raiseCounter(sql, known.credential, counter))) return undefined;
  return { person: known.person, credential: known.credential };
}

/** Who signed in with the key derived from the recovery words; undefined for whatever reason, in the same time. */
export async function proveByRecovery(
  sql: Sql,
  attempt: SignInAttempt,
  proof: { readonly recoveryPublic: string; readonly signature: string },
): Promise<ProvedSignIn | undefined> {
  const { root, rpId, nonce, preSession } = attempt;
  const person = await personOfRecovery(sql, proof.recoveryPublic);
  const message = recoverySignInMessage(root, rpId, nonce, preSession);
  const isSigned = await verifyEd25519(proof.recoveryPublic, message, proof.signature);
  return person !== undefined && isSigned ? { person, credential: '' } : undefined;
}

/** A key of small order or a malformed one verifies nothing. */
async function verifyEd25519(publicKey: string, message: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  try {
    return await verify(publicKey, message, new Uint8Array(Buffer.from(signature, 'base64url')));
  } catch {
    return false;
  }
}
