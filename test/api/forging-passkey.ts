import { createHash, createPrivateKey, sign } from 'node:crypto';
import WebAuthnEmulator, { AuthenticatorEmulator, PasskeysCredentialsMemoryRepository } from 'nid-webauthn-emulator';
import { decodeAttestationObject, isoBase64URL, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import type { AssertionResponse, RegistrationResponse } from '@consilium/contracts';
import type { Gesture } from '@consilium/domain';

export interface Home {
  readonly origin: string;
  readonly rpId: string;
}

/** What a forged assertion says that an honest authenticator would not; left out: the honest value. */
export interface Forgery {
  readonly origin?: string;
  readonly rpId?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly type?: string;
  /** 0x01 present, 0x04 verified. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
}

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** An emulated authenticator whose private keys a test may use for assertions that no honest one would make. */
export class ForgingPasskey {
  private readonly repository = new PasskeysCredentialsMemoryRepository();
  private readonly page = new WebAuthnEmulator(new AuthenticatorEmulator({ credentialsRepository: this.repository }));
  private counter = 1000;
  credential = '';
  cose = '';

  /** A new passkey over this challenge; `isVerified: false` clears the UV bit, which nothing signs at registration. */
  create(challenge: string, user: string, home: Home, isVerified = true): RegistrationResponse {
    const made = this.page.createJSON(home.origin, {
      challenge,
      rp: { id: home.rpId, name: 'Consilium' },
      user: { id: user, name: 'someone', displayName: 'Someone' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    });
    const attestation = isoBase64URL.toBuffer(made.response.attestationObject);
    const authData = decodeAttestationObject(attestation).get('authData');
    const { credentialPublicKey } = parseAuthenticatorData(authData);
    if (credentialPublicKey === undefined) throw new Error('the emulator made no key');
    this.credential = made.id;
    this.cose = b64(credentialPublicKey);
    const sent = Buffer.from(attestation);
    const at = sent.indexOf(Buffer.from(authData));
    if (!isVerified) sent[at + 32] = (sent[at + 32] ?? 0) & ~0x04;
    const { clientDataJSON } = made.response;
    return { id: made.id, attestationObject: b64(sent), clientDataJSON, transports: ['internal'] };
  }

  /** What was made once, over another challenge: nothing signs at registration, so that anybody can say it anew. */
  static resaid(made: RegistrationResponse, challenge: string, said: object = {}): RegistrationResponse {
    const client = JSON.parse(Buffer.from(made.clientDataJSON, 'base64url').toString()) as object;
    return { ...made, clientDataJSON: b64(Buffer.from(JSON.stringify({ ...client, challenge, ...said }))) };
  }

  /** An assertion over this challenge: honest, or with one thing wrong. */
  assert(challenge: string, home: Home, forged: Forgery = {}): AssertionResponse {
    const client = {
      type: forged.type ?? 'webauthn.get',
      challenge,
      origin: forged.origin ?? home.origin,
      crossOrigin: forged.crossOrigin ?? false,
      ...(forged.topOrigin === undefined ? {} : { topOrigin: forged.topOrigin }),
    };
    const clientData = Buffer.from(JSON.stringify(client));
    this.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(forged.counter ?? this.counter);
    const authData = Buffer.concat([sha256(forged.rpId ?? home.rpId), Buffer.from([forged.flags ?? 0x05]), counter]);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.privateKey());
    return {
      id: this.credential,
      authenticatorData: b64(authData),
      clientDataJSON: b64(clientData),
      signature: b64(signature),
      ...(forged.userHandle === undefined ? {} : { userHandle: forged.userHandle }),
    };
  }

  /** The same as it is stored. */
  gesture(challenge: string, nonce: string, home: Home, forged: Forgery = {}): Gesture {
    const { id, authenticatorData, clientDataJSON, signature } = this.assert(challenge, home, forged);
    return { cred: id, nonce, authData: authenticatorData, clientData: clientDataJSON, sig: signature };
  }

  private privateKey() {
    const held = this.repository
      .loadCredentials()
      .find(({ publicKeyCredentialSource }) => b64(publicKeyCredentialSource.id) === this.credential);
    if (held === undefined) throw new Error('make the passkey first');
    const key = Buffer.from(held.publicKeyCredentialSource.privateKey);
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  }
}
