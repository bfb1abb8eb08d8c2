import { createHmac, randomBytes } from 'node:crypto';
import WebAuthnEmulator, { AuthenticatorEmulator, PasskeysCredentialsMemoryRepository } from 'nid-webauthn-emulator';
import type { AssertedPasskey, CreatedPasskey, PasskeyAssertion, PasskeyCreation } from '@consilium/client';

/** How a person's authenticator treats PRF. `late`: it is there, but gives a result only at an assertion. */
export type PrfSupport = 'yes' | 'late' | 'no';

/** The port a page's WebAuthn calls fill in a browser. */
export interface Authenticator {
  create(asked: PasskeyCreation): CreatedPasskey;
  get(asked: PasskeyAssertion): AssertedPasskey;
}

/**
 * A platform authenticator with user verification and PRF, which the emulator itself lacks: HMAC-SHA-256 of the salt
 * under a secret per credential, as CTAP's hmac-secret does.
 */
export function authenticator(origin: string, prf: PrfSupport = 'yes'): Authenticator {
  const device = new AuthenticatorEmulator({
    transports: ['internal'],
    credentialsRepository: new PasskeysCredentialsMemoryRepository(),
  });
  const page = new WebAuthnEmulator(device);
  const secrets = new Map<string, Buffer>();

  const prfOf = (credential: string, salt: string): string | undefined => {
    const secret = secrets.get(credential);
    if (secret === undefined || prf === 'no') return undefined;
    return createHmac('sha256', secret).update(Buffer.from(salt, 'base64url')).digest('base64url');
  };

  return {
    create: (asked) => {
      const made = page.createJSON(origin, {
        challenge: asked.challenge,
        rp: { id: asked.rpId, name: 'Consilium' },
        user: { id: asked.userHandle, name: asked.userName, displayName: asked.userName },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        excludeCredentials: asked.exclude.map((id) => ({ id, type: 'public-key' })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      });
      secrets.set(made.id, randomBytes(32));
      return {
        id: made.id,
        attestationObject: made.response.attestationObject,
        clientDataJSON: made.response.clientDataJSON,
        transports: ['internal'],
        prfSupported: prf !== 'no',
        prf: prf === 'yes' ? prfOf(made.id, asked.prfSalt) : undefined,
      };
    },
    get: (asked) => {
      const given = page.getJSON(origin, {
        challenge: asked.challenge,
        rpId: asked.rpId,
        allowCredentials: asked.allow.map((id) => ({ id, type: 'public-key' })),
        userVerification: 'required',
      });
      return {
        id: given.id,
        authenticatorData: given.response.authenticatorData,
        clientDataJSON: given.response.clientDataJSON,
        signature: given.response.signature,
        userHandle: given.response.userHandle,
        prf: prfOf(given.id, asked.prfSalt),
      };
    },
  };
}
