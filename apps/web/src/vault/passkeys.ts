import { fromB64, toB64 } from '@consilium/bytes';
import type { AssertedPasskey, CreatedPasskey, GestureAsked, PasskeyCreation, PrfInputs } from '@consilium/client';
import { Problem } from '@consilium/domain';

/**
 * The passkey ceremonies, which browsers allow in windows only. Challenges come finished from the vault; what the
 * authenticator gives goes to the vault at once. `toJSON()` is never called: it would hold the PRF secret.
 */
const b64 = (bytes: ArrayBuffer): string => toB64(new Uint8Array(bytes));

const secretOf = (credential: PublicKeyCredential): string | undefined => {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first instanceof ArrayBuffer ? b64(first) : undefined;
};

const knownFailures: Readonly<Record<string, string>> = {
  NotAllowedError: 'The passkey was not used: it was cancelled or took too long. Try again when you are ready.',
  InvalidStateError: 'This device already holds a passkey for this account. Sign in with it, or use another device.',
  SecurityError: 'Passkeys do not work at this address. Open Consilium at the address your organisation gave you.',
  NotSupportedError: 'This device offers no passkey that Consilium can use. Try a security key or another browser.',
};

async function ceremony(run: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (typeof PublicKeyCredential === 'undefined') {
    throw new Problem(
      'unavailable',
      'This browser has no passkeys. Use a current browser, or a device with a security key.',
    );
  }
  const credential = await run().catch((cause: unknown) => {
    const name = cause instanceof Error ? cause.name : '';
    throw new Problem('wrong-state', knownFailures[name] ?? 'The passkey did not answer. Try again.');
  });
  if (credential instanceof PublicKeyCredential) return credential;
  throw new Problem('wrong-state', 'The passkey did not answer. Try again.');
}

export async function createPasskey(options: PasskeyCreation): Promise<CreatedPasskey> {
  const credential = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: fromB64(options.challenge),
        rp: { id: options.rpId, name: 'Consilium' },
        user: { id: fromB64(options.userHandle), name: options.userName, displayName: options.userName },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: options.exclude.map((id) => ({ type: 'public-key', id: fromB64(id) })),
        attestation: 'none',
        timeout: 120_000,
        extensions: { prf: { eval: { first: fromB64(options.prfInput) } } },
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: b64(credential.rawId),
    attestationObject: b64(response.attestationObject),
    clientDataJSON: b64(response.clientDataJSON),
    transports: response.getTransports(),
    prfSupported: credential.getClientExtensionResults().prf?.enabled === true,
    prf: secretOf(credential),
  };
}

/** What the passkeys that may answer are asked for their secrets with; nothing where any may, since each has an input of its own. */
function prfOf(inputs: PrfInputs): AuthenticationExtensionsClientInputs {
  const each = Object.entries(inputs).map(([credential, input]) => [credential, { first: fromB64(input) }] as const);
  return each.length === 0 ? {} : { prf: { evalByCredential: Object.fromEntries(each) } };
}

/** `prf`: where the passkey’s secret is asked for too. A gesture over an act asks for none, so the page never has it. */
export async function assertPasskey(options: GestureAsked & { readonly prf?: PrfInputs }): Promise<AssertedPasskey> {
  const credential = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: fromB64(options.challenge),
        rpId: options.rpId,
        allowCredentials: options.allow.map((id) => ({ type: 'public-key', id: fromB64(id) })),
        userVerification: 'required',
        timeout: 120_000,
        extensions: prfOf(options.prf ?? {}),
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: b64(credential.rawId),
    authenticatorData: b64(response.authenticatorData),
    clientDataJSON: b64(response.clientDataJSON),
    signature: b64(response.signature),
    userHandle: response.userHandle === null ? undefined : b64(response.userHandle),
    prf: secretOf(credential),
  };
}
