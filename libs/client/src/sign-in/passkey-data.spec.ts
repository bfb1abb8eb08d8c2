import { AuthenticatorEmulator, WebAuthnEmulator } from 'nid-webauthn-emulator';
import { toB64 } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { readCose } from '@consilium/ledger';
import { readAttestation, readCreated } from './passkey-data';
import { requireStrong } from './passphrase-floor';

const challenge = toB64(new Uint8Array(32).fill(7));

const made = (userVerified: boolean, alg = -7) => {
  const device = new AuthenticatorEmulator({
    userMakeCredentialInteraction: () => ({ options: { uv: userVerified, up: true } }),
  });
  const { id, response } = new WebAuthnEmulator(device).createJSON('http://localhost', {
    challenge,
    rp: { id: 'localhost', name: 'Consilium' },
    user: { id: 'AAAA', name: 'A', displayName: 'A' },
    pubKeyCredParams: [{ type: 'public-key', alg }],
    authenticatorSelection: { userVerification: userVerified ? 'required' : 'discouraged' },
  });
  const { attestationObject, clientDataJSON } = response;
  return { id, attestationObject, clientDataJSON, transports: [], prfSupported: false, prf: undefined };
};

test.each([-7, -8, -257])(
  'the key of a new passkey (algorithm %i) is read as the ledger library verifies it',
  async (alg) => {
    const passkey = made(true, alg);
    const { credential, cose } = readCreated(passkey, challenge);
    expect(credential).toBe(passkey.id);
    await expect(readCose(cose)).resolves.toHaveProperty('verify');
  },
);

test('a passkey made for another challenge is not taken', () => {
  expect(() => readCreated(made(true), toB64(new Uint8Array(32)))).toThrow(Problem);
});

test('a passkey that did not check who is there is not taken', () => {
  expect(() => readAttestation(made(false).attestationObject)).toThrow(/did not check that it is you/);
});

test('an attestation cut anywhere is refused, and nothing else happens', () => {
  const { attestationObject } = made(true);
  const bytes = Buffer.from(attestationObject, 'base64url');
  for (let length = 0; length < bytes.length - 1; length++) {
    expect(() => readAttestation(bytes.subarray(0, length).toString('base64url'))).toThrow(Problem);
  }
});

test.each([
  { typed: 'short', missing: /at least 14 characters/ },
  { typed: 'aaaaaaaaaaaaaaaaaaaa', missing: /more different characters/ },
  { typed: '12345 67890 12345', missing: /not only digits/ },
])('the passphrase "$typed" is refused, and what it lacks is said', ({ typed, missing }) => {
  expect(() => {
    requireStrong(typed);
  }).toThrow(missing);
});

test('four unrelated words are enough', () => {
  expect(() => {
    requireStrong('seven herons quiet water');
  }).not.toThrow();
});
