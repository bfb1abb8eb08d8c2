import { createHmac, randomBytes } from 'node:crypto';
import WebAuthnEmulator, { AuthenticatorEmulator, PasskeysCredentialsMemoryRepository } from 'nid-webauthn-emulator';
import type { AssertedPasskey, CreatedPasskey, GestureAsked, PasskeyCreation, PrfInputs } from '@consilium/client';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** How a person's authenticator treats PRF. `late`: it is there, but gives a result only at an assertion. */
export type PrfSupport = 'yes' | 'late' | 'no';

/** One passkey as a browser's virtual authenticator takes it, base64. A PRF secret cannot be given. */
export interface HeldPasskey {
  credentialId: string;
  isResidentCredential: boolean;
  rpId: string;
  privateKey: string;
  userHandle: string;
  signCount: number;
}

/** The port a page's WebAuthn calls fill in a browser. */
export interface Authenticator {
  create(asked: PasskeyCreation): CreatedPasskey;
  /** `prf`: what the secrets of passkeys are asked with, where they are asked for too. */
  get(asked: GestureAsked & { readonly prf?: PrfInputs }): AssertedPasskey;
  /** What it holds, for a browser in which its person goes on; here it is not used any more afterwards. */
  held(): readonly HeldPasskey[];
}

/** Above every counter this authenticator has shown: a service refuses one that fell. */
const laterCount = 1_000_000;

/**
 * A platform authenticator with user verification and PRF, which the emulator itself lacks: HMAC-SHA-256 of the salt
 * under a secret per credential, as CTAP's hmac-secret does.
 */
export function authenticator(origin: string, prf: PrfSupport = 'yes'): Authenticator {
  const credentials = new PasskeysCredentialsMemoryRepository();
  const device = new AuthenticatorEmulator({ transports: ['internal'], credentialsRepository: credentials });
  const page = new WebAuthnEmulator(device);
  const secrets = new Map<string, Buffer>();

  const prfOf = (credential: string, salt: string): string | undefined => {
    const secret = secrets.get(credential);
    if (secret === undefined || prf === 'no') return undefined;
    return createHmac('sha256', secret).update(Buffer.from(salt, 'base64url')).digest('base64url');
  };

  const secretFor = (credential: string, input: string | undefined): string | undefined =>
    input === undefined ? undefined : prfOf(credential, input);

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
        prf: prf === 'yes' ? prfOf(made.id, asked.prfInput) : undefined,
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
        prf: secretFor(given.id, asked.prf?.[given.id]),
      };
    },
    held: () =>
      credentials.loadCredentials().map(({ publicKeyCredentialSource: { id, rpId, privateKey, userHandle } }) => ({
        credentialId: base64(id),
        isResidentCredential: true,
        rpId: rpId.value,
        privateKey: base64(privateKey),
        userHandle: base64(userHandle ?? new Uint8Array()),
        signCount: laterCount,
      })),
  };
}
