import { fill } from '../tampering';
import { toB64 } from './bytes';
import { CannotOpen } from './cannot-open';
import { challenge, recoveryLoginMessage } from './challenges';

const [root, nonce, hash, session] = [fill(1, 32), fill(2, 32), fill(3, 32), fill(3, 32)].map(toB64) as [
  string,
  string,
  string,
  string,
];
const rpId = 'consilium.example';

test('no two labels give one challenge, even over the same bytes: a sign-in is never an approval', () => {
  const all = [
    challenge('consilium/1 passkey-create', root, rpId, nonce, hash),
    challenge('consilium/1 login', root, rpId, nonce, session),
    challenge('consilium/1 decision', root, rpId, nonce, hash),
    challenge('consilium/1 second-decision', root, rpId, nonce, hash),
    challenge('consilium/1 step-up', root, rpId, nonce, session, 'decide', hash),
  ];
  expect(new Set(all.map(toB64)).size).toBe(5);
});

test('a challenge changes with root, site, nonce and each thing it is bound to', () => {
  const other = toB64(fill(9, 32));
  const all = [
    challenge('consilium/1 step-up', root, rpId, nonce, session, 'add-passkey', hash),
    challenge('consilium/1 step-up', other, rpId, nonce, session, 'add-passkey', hash),
    challenge('consilium/1 step-up', root, 'evil.example', nonce, session, 'add-passkey', hash),
    challenge('consilium/1 step-up', root, rpId, other, session, 'add-passkey', hash),
    challenge('consilium/1 step-up', root, rpId, nonce, other, 'add-passkey', hash),
    challenge('consilium/1 step-up', root, rpId, nonce, session, 'remove-passkey', hash),
    challenge('consilium/1 step-up', root, rpId, nonce, session, 'add-passkey', other),
  ];
  expect(new Set(all.map(toB64)).size).toBe(7);
});

test('only the first officers make a passkey before there is a root', () => {
  expect(challenge('consilium/1 passkey-create', '', rpId, nonce, hash)).toHaveLength(32);
  expect(() => challenge('consilium/1 login', '', rpId, nonce, session)).toThrow(CannotOpen);
  expect(() => recoveryLoginMessage('', rpId, nonce, session)).toThrow(CannotOpen);
});

test('short nonces, missing bindings and other spellings are refused', () => {
  expect(() => challenge('consilium/1 login', root, rpId, toB64(fill(2, 31)), session)).toThrow(CannotOpen);
  expect(() => challenge('consilium/1 login', root, rpId, nonce, '')).toThrow(CannotOpen);
  expect(() => challenge('consilium/1 login', root, rpId, `${nonce}=`, session)).toThrow(CannotOpen);
  expect(() => challenge('consilium/1 step-up', root, rpId, nonce, session, '', hash)).toThrow(CannotOpen);
  expect(() => challenge('consilium/1 decision', root, rpId, nonce, toB64(fill(3, 16)))).toThrow(CannotOpen);
  const nothing = [] as unknown as [string];
  expect(() => challenge('consilium/1 login', root, rpId, nonce, ...nothing)).toThrow(CannotOpen);
});
