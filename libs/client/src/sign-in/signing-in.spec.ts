import { toB64 } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import { prfInputsOf } from './open-account';
import { unlockAssertion } from './signing-in';

const [first, second] = [toB64(new Uint8Array(16).fill(1)), toB64(new Uint8Array(16).fill(2))];

const account = (): SealedAccount => ({
  wraps: [first, second].map((credential, which) => ({
    ...{ kind: 'prf' as const, credential, version: 1, parameters: 'prf' },
    sealed: toB64(new Uint8Array(92).fill(which)),
  })),
  ...{ keyring: toB64(new Uint8Array(64)), keyringVersion: 1, recoveryPublic: toB64(new Uint8Array(32)) },
});

test.each([
  ['any of them', '', [first, second]],
  ['the one that signed in', first, [first]],
])('of two passkeys %s may answer, and no secret of another is asked for', (_, credential, may) => {
  const { allow, prf } = unlockAssertion(account(), 'localhost', credential);
  expect([allow, Object.keys(prf)]).toEqual([may, may]);
  expect(Object.keys(prfInputsOf(account()))).toHaveLength(2);
});
