import { equalBytes, toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { lp, textOf, utf8 } from './raw';
import { hkdf } from './hkdf';
import { openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import { openKeyring, openVault, sealKeyring, sealVault, type Keyring } from './keyring';
import { frame, unframe } from './padding';
import { newAccountKey } from './wraps';

const accountKey = fill(1, 32);
const keyring: Keyring = {
  version: 4,
  person: toB64(fill(2, 16)),
  root: toB64(fill(3, 32)),
  signingSeed: fill(4, 32),
  sealingSeed: fill(5, 32),
  invitationSeed: fill(6, 32),
  recoverySignInPublic: toB64(fill(7, 32)),
};
const place = { person: keyring.person, version: 4 };
const label = lp('consilium/1 keyring', fill(2, 16), 4);

test('a keyring opens to itself, with and without a recovery key', async () => {
  expect(await openKeyring(accountKey, await sealKeyring(accountKey, keyring), place)).toEqual(keyring);
  const { recoverySignInPublic, ...without } = keyring;
  expect(recoverySignInPublic).toBe(toB64(fill(7, 32)));
  expect(await openKeyring(accountKey, await sealKeyring(accountKey, without), place)).toEqual(without);
});

test('all keyrings have one size', async () => {
  const { recoverySignInPublic, ...without } = keyring;
  expect(recoverySignInPublic).not.toBe('');
  expect((await sealKeyring(accountKey, keyring)).length).toBe(1052);
  expect((await sealKeyring(accountKey, without)).length).toBe(1052);
});

test('it opens under its own account key, for its own person and version only: an old one does not pass for the new', async () => {
  const blob = await sealKeyring(accountKey, keyring);
  await expect(openKeyring(newAccountKey(), blob, place)).rejects.toThrow(CannotOpen);
  for (const [, wrong] of displaced(place, { person: toB64(fill(9, 16)), version: 5 })) {
    await expect(openKeyring(accountKey, blob, wrong)).rejects.toThrow(CannotOpen);
  }
});

test('with any byte changed, cut off or added it does not open', async () => {
  const blob = await sealKeyring(accountKey, keyring);
  const changed = [...flipped(blob), ...truncated(blob), ...extended(blob)];
  const open = changed.map((bytes) => () => openKeyring(accountKey, bytes, place));
  expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
});

test('a keyring with a part of the wrong length is not sealed', async () => {
  const wrong = displaced(keyring, {
    person: toB64(fill(2, 15)),
    root: '',
    version: -1,
    signingSeed: fill(4, 31),
    sealingSeed: fill(4, 33),
    invitationSeed: fill(4, 0),
    recoverySignInPublic: '',
  });
  for (const [, bad] of wrong) await expect(sealKeyring(accountKey, bad)).rejects.toThrow(CannotOpen);
});

describe('strict reading', () => {
  const reseal = async (change: (text: string) => string): Promise<Keyring> => {
    const key = hkdf(accountKey, label);
    const text = textOf(unframe(await openGcm(key, await sealKeyring(accountKey, keyring), label)));
    return openKeyring(accountKey, await sealGcm(key, frame(utf8(change(text)), 1024), label), place);
  };

  test('takes the text that was written', async () => {
    expect(await reseal((text) => text)).toEqual(keyring);
  });

  test.each<[string, (text: string) => string]>([
    ['white space', (text) => text.replace(',', ', ')],
    ['a key twice', (text) => text.replace('{', '{"v":1,')],
    ['an unknown key', (text) => text.replace('}', ',"admin":true}')],
    ['a missing key', (text) => text.replace('"v":1,', '')],
    ['another order', (text) => text.replace('"v":1,"version":4', '"version":4,"v":1')],
    ['another format version', (text) => text.replace('"v":1', '"v":0')],
    ['another keyring version inside', (text) => text.replace('"version":4', '"version":3')],
    ['a number for a text', (text) => text.replace(/"root":"[^"]*"/u, '"root":7')],
    ['no object', () => 'null'],
    ['no JSON', (text) => text.slice(1)],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['an escaped spelling', (text) => text.replace('"root"', '"\\u0072oot"')],
  ])('refuses %s', async (_, change) => {
    await expect(reseal(change)).rejects.toThrow(CannotOpen);
  });
});

describe('a vault blob', () => {
  test.each([0, 252, 253, 5000, 300_000])('of %i bytes opens to itself', async (length) => {
    const blob = await sealVault(accountKey, 'heads', keyring.person, fill(8, length));
    expect(equalBytes(await openVault(accountKey, 'heads', keyring.person, blob), fill(8, length))).toBe(true);
  });

  test('hides small lengths', async () => {
    const sizes = [0, 100, 252].map(
      async (length) => (await sealVault(accountKey, 'heads', keyring.person, fill(8, length))).length,
    );
    expect(new Set(await Promise.all(sizes))).toEqual(new Set([284]));
  });

  test('opens under its own key, label and person, whole', async () => {
    const blob = await sealVault(accountKey, 'heads', keyring.person, fill(8, 40));
    const attempts = [
      () => openVault(newAccountKey(), 'heads', keyring.person, blob),
      () => openVault(accountKey, 'drafts', keyring.person, blob),
      () => openVault(accountKey, 'heads', toB64(fill(9, 16)), blob),
      ...[...flipped(blob), ...truncated(blob)].map(
        (bytes) => () => openVault(accountKey, 'heads', keyring.person, bytes),
      ),
    ];
    expect(await refusals(attempts, CannotOpen)).toEqual({ refused: attempts.length, opened: 0 });
  });
});
