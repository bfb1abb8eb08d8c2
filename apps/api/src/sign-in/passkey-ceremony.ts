import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { AssertionResponse, RegistrationResponse } from '@consilium/contracts';
import { Problem } from '@consilium/domain';

/** Where passkeys belong: the one origin the pages are served from and its passkey domain. */
export interface PasskeyHome {
  readonly origin: string;
  readonly rpId: string;
}

/** A passkey as the server keeps it. `cose`: public key as the authenticator wrote it, b64. */
export interface StoredPasskey {
  readonly credential: string;
  readonly cose: string;
  readonly counter: number;
}

export interface NewPasskey extends StoredPasskey {
  readonly transports: readonly string[];
  /** Whether the passkey may be copied to other devices, and whether it has been (WebAuthn, BE and BS). */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

const algorithms = [-7, -8, -257];

/** What simplewebauthn leaves open: a ceremony inside somebody else's page, whoever the page above is. */
function isBelowAnother(clientDataJSON: string): boolean {
  const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
  const { crossOrigin = false, topOrigin } = data as Partial<Record<'crossOrigin' | 'topOrigin', unknown>>;
  return crossOrigin !== false || topOrigin !== undefined;
}

/**
 * Passes a new passkey made for this very challenge (b64) at this origin and rpId, with the person present and verified.
 * Everything else is one Problem, so that nobody learns which check failed.
 */
export async function verifyNewPasskey(
  response: RegistrationResponse,
  expectedChallenge: string,
  home: PasskeyHome,
): Promise<NewPasskey> {
  const passkey = await newPasskey(response, expectedChallenge, home).catch(() => undefined);
  if (passkey !== undefined) return passkey;
  throw new Problem(
    'bad-input',
    'This passkey could not be checked. Start again from the first step, and unlock the passkey with your fingerprint, face or PIN when asked.',
  );
}

/** Undefined, or thrown: it is not. */
async function newPasskey(
  { id, transports, ...sent }: RegistrationResponse,
  expectedChallenge: string,
  home: PasskeyHome,
): Promise<NewPasskey | undefined> {
  if (isBelowAnother(sent.clientDataJSON)) return undefined;
  const result = await verifyRegistrationResponse({
    response: { id, rawId: id, type: 'public-key', response: sent, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: home.origin,
    expectedRPID: home.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  });
  if (!result.verified) return undefined;
  const { credential, credentialDeviceType, credentialBackedUp } = result.registrationInfo;
  if (credential.id !== id) return undefined;
  return {
    credential: id,
    cose: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports,
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  };
}

/**
 * Whether the assertion is by this passkey over this very challenge (b64), at this origin and rpId, present and verified,
 * with a counter that has grown. Returns the new counter, or undefined: callers say the same whatever was wrong.
 */
export async function verifyAssertion(
  response: AssertionResponse,
  expectedChallenge: string,
  passkey: StoredPasskey,
  home: PasskeyHome,
): Promise<number | undefined> {
  const { id, authenticatorData, clientDataJSON, signature } = response;
  const sent = { authenticatorData, clientDataJSON, signature };
  try {
    if (isBelowAnother(sent.clientDataJSON)) return undefined;
    const result = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response: sent, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: home.origin,
      expectedRPID: home.rpId,
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(Buffer.from(passkey.cose, 'base64url')),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return result.verified ? result.authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
