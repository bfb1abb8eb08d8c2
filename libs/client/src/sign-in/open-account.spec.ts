import { toB64 } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import { passphraseCost } from '@consilium/sealing';
import { openAccount } from './open-account';

const person = toB64(new Uint8Array(16).fill(1));
const root = toB64(new Uint8Array(32).fill(2));
const session = toB64(new Uint8Array(16).fill(4));
const common = { session, idleSeconds: 600, ownDevice: false, absoluteUntil: 2_000_000_000 };
const me = { person, standing: 'active', role: 'clinician', root, ...common } as const;
const credential = toB64(new Uint8Array(16).fill(3));

/** An account with a passphrase wrap that no passphrase opens. */
function account(): SealedAccount {
  const wrap = new Uint8Array(88);
  const { memoryKiB, passes, lanes } = { ...passphraseCost, memoryKiB: 19456, passes: 2 };
  for (const [index, cost] of [memoryKiB, passes, lanes].entries())
    new DataView(wrap.buffer).setUint32(4 * index, cost);
  const wraps = [{ kind: 'passphrase' as const, credential, version: 1, parameters: 'argon2id', sealed: toB64(wrap) }];
  return { wraps, keyring: toB64(new Uint8Array(64)), keyringVersion: 1, recoveryPublic: root };
}

const secret = (passphrase: string) => ({ kind: 'passphrase', credential, passphrase }) as const;

afterEach(() => {
  jest.dontMock('@noble/hashes/argon2.js');
});

jest.setTimeout(20_000);

test('a wrong passphrase is said to be one', async () => {
  const opening = openAccount(account(), me, secret('eight herons quiet water'), root);
  await expect(opening).rejects.toThrow(/passphrase does not open your keys/);
});

test('code of the passphrase that could not be fetched is not taken for a wrong passphrase', async () => {
  const sealed = account();
  jest.resetModules();
  jest.doMock('@noble/hashes/argon2.js', () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  const fresh = await import('./open-account');
  const opening = fresh.openAccount(sealed, me, secret('seven herons quiet water'), root);
  await expect(opening).rejects.toThrow(/part of Consilium could not be loaded.*reload the page/);
});
