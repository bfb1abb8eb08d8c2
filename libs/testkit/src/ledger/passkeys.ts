import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { fromB64, toB64 } from '@consilium/bytes';
import type { Gesture, Passkey } from '@consilium/domain';
import WebAuthnEmulator, { AuthenticatorEmulator, PasskeysCredentialsMemoryRepository } from 'nid-webauthn-emulator';
import type { Signer } from '@consilium/ledger';
import { origin, rpId } from './people';

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256';
const coseNumber = { ES256: -7, EdDSA: -8, RS256: -257 } as const;

/** One passkey, and what gives assertions by it over a challenge (b64). The nonce is only carried along. */
export interface Asserting {
  readonly passkey: Passkey;
  assert(challenge: string, nonce: string): Gesture | Promise<Gesture>;
}

/** An emulated authenticator with one passkey. */
export interface Authenticator extends Asserting {
  assert(challenge: string, nonce: string, at?: string): Gesture;
}

/** The COSE key at the end of attested credential data (WebAuthn, 6.5.1). */
function coseOf(authData: Uint8Array): string {
  const idLength = ((authData[53] ?? 0) << 8) | (authData[54] ?? 0);
  return toB64(authData.subarray(55 + idLength));
}

export function authenticator(
  algorithm: Algorithm = 'ES256',
  at = origin,
  domain = rpId,
  userVerified = true,
): Authenticator {
  const emulator = new WebAuthnEmulator(
    new AuthenticatorEmulator({
      algorithmIdentifiers: [algorithm],
      credentialsRepository: new PasskeysCredentialsMemoryRepository(),
      userGetAssertionInteraction: () => ({ options: { uv: userVerified, up: true } }),
    }),
  );
  const created = emulator.createJSON(at, {
    rp: { id: domain, name: 'Consilium' },
    user: { id: toB64(Uint8Array.of(1)), name: 'somebody', displayName: 'Somebody' },
    challenge: toB64(new Uint8Array(32)),
    pubKeyCredParams: [{ type: 'public-key', alg: coseNumber[algorithm] }],
    authenticatorSelection: { userVerification: 'discouraged', residentKey: 'required' },
  });
  const authData = fromB64(created.response.authenticatorData);
  return {
    passkey: { credential: created.id, cose: coseOf(authData), rpId: domain },
    assert: (challenge, nonce, origin = at) => {
      const allowCredentials = [{ type: 'public-key', id: created.id } as const];
      const { id, response } = emulator.getJSON(origin, { challenge, rpId: domain, allowCredentials });
      return {
        cred: id,
        nonce,
        authData: response.authenticatorData,
        clientData: response.clientDataJSON,
        sig: response.signature,
      };
    },
  };
}

/** A passkey in software under an Ed25519 key, whose gestures are the same bytes every time they are asked for. */
export function seededPasskey(signer: Signer): Asserting {
  const key = signer.public;
  const cose = toB64(Uint8Array.from([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32, ...fromB64(key)]));
  const passkey = { credential: key, cose, rpId };
  const rp = createHash('sha256').update(rpId).digest();
  const authData = Buffer.concat([rp, Buffer.from([5, 0, 0, 0, 0])]);
  return {
    passkey,
    assert: async (challenge, nonce) => {
      const said = { type: 'webauthn.get', challenge, origin, crossOrigin: false };
      const clientData = Buffer.from(JSON.stringify(said));
      const sig = await signer.sign(Buffer.concat([authData, createHash('sha256').update(clientData).digest()]));
      return { cred: key, nonce, authData: toB64(authData), clientData: toB64(clientData), sig: toB64(sig) };
    },
  };
}

/** A passkey made by hand, so that a test can sign what no authenticator would. */
export function handmade(credential: string): {
  readonly passkey: Passkey;
  sign(parts: { nonce: string; clientData: object | string; flags?: number; rp?: string; length?: number }): Gesture;
} {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...fromB64(x), 0x22, 0x58, 32, ...fromB64(y)];
  return {
    passkey: { credential, cose: toB64(Uint8Array.from(cose)), rpId },
    sign: ({ nonce, clientData, flags = 5, rp = rpId, length = 37 }) => {
      const authData = Buffer.concat([createHash('sha256').update(rp).digest(), Buffer.from([flags, 0, 0, 0, 9])]);
      const cut = authData.subarray(0, length);
      const data = Buffer.from(typeof clientData === 'string' ? clientData : JSON.stringify(clientData));
      const sig = ecdsa(privateKey, Buffer.concat([cut, createHash('sha256').update(data).digest()]));
      return { cred: credential, nonce, authData: toB64(cut), clientData: toB64(data), sig: toB64(sig) };
    },
  };
}

function ecdsa(key: KeyObject, data: Buffer): Buffer {
  return sign('sha256', data, key);
}
