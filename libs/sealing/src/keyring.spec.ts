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
  former: [
    { version: 2, accountKey: fill(12, 32), sealingSeed: fill(22, 32) },
    { version: 3, accountKey: fill(13, 32), sealingSeed: fill(23, 32) },
  ],
};
const place = { person: keyring.person, version: 4 };
const label = lp('consilium/1 keyring', fill(2, 16), 4);

test('a keyring opens to itself, with and without a recovery key', async () => {
  expect(await openKeyring(accountKey, await sealKeyring(accountKey, keyring), place)).toEqual(keyring);
  const { recoverySignInPublic, ...without } = keyring;
  expect(recoverySignInPublic).toBe(toB64(fill(7, 32)));
  expect(await openKeyring(accountKey, await sealKeyring(accountKey, without), place)).toEqual(without);
});

test('keyrings have one size until many renewals need the next', async () => {
  const { recoverySignInPublic, ...without } = keyring;
  expect(recoverySignInPublic).not.toBe('');
  const renewed = (times: number): Keyring => ({
    ...keyring,
    version: times + 1,
    former: Array.from({ length: times }, (_, index) => ({
      ...{ version: index + 1, accountKey: fill(1, 32), sealingSeed: fill(2, 32) },
    })),
  });
  const sizes = [keyring, without, renewed(0), renewed(25), renewed(40)].map(
    async (each) => (await sealKeyring(accountKey, each)).length,
  );
  expect(await Promise.all(sizes)).toEqual([4124, 4124, 4124, 4124, 8220]);
  await expect(sealKeyring(accountKey, renewed(600))).rejects.toThrow(CannotOpen);
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

test('former keys are those of the versions just before, in their order', async () => {
  const [older, newer] = keyring.former;
  if (older === undefined || newer === undefined) throw new Error('no former keys');
  for (const former of [[newer, older], [older], [older, newer, newer], [{ ...newer, version: 4 }]]) {
    await expect(sealKeyring(accountKey, { ...keyring, former })).rejects.toThrow(CannotOpen);
  }
  await expect(sealKeyring(accountKey, { ...keyring, former: [newer] })).resolves.toHaveLength(4124);
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
    former: [{ version: 3, accountKey: fill(4, 31), sealingSeed: fill(4, 32) }],
  });
  for (const [, bad] of wrong) await expect(sealKeyring(accountKey, bad)).rejects.toThrow(CannotOpen);
});

describe('strict reading', () => {
  const reseal = async (change: (text: string) => string): Promise<Keyring> => {
    const key = hkdf(accountKey, label);
    const text = textOf(unframe(await openGcm(key, await sealKeyring(accountKey, keyring), label)));
    return openKeyring(accountKey, await sealGcm(key, frame(utf8(change(text)), 4096), label), place);
  };

  test('takes the text that was written', async () => {
    expect(await reseal((text) => text)).toEqual(keyring);
  });

  test.each<[string, (text: string) => string]>([
    ['white space', (text) => text.replace(',', ', ')],
    ['a key twice', (text) => text.replace('{', '{"v":2,')],
    ['an unknown key', (text) => text.replace(/\}$/u, ',"admin":true}')],
    ['a missing key', (text) => text.replace('"v":2,', '')],
    ['another order', (text) => text.replace('"v":2,"version":4', '"version":4,"v":2')],
    ['another format version', (text) => text.replace('"v":2', '"v":1')],
    ['another keyring version inside', (text) => text.replace('"version":4', '"version":3')],
    ['a number for a text', (text) => text.replace(/"root":"[^"]*"/u, '"root":7')],
    ['a former key that says more', (text) => text.replace('"account":', '"note":1,"account":')],
    ['no list of former keys', (text) => text.replace(/"former":.*$/u, '"former":{}}')],
    ['nothing for a former key', (text) => text.replace(/"former":.*$/u, '"former":[null]}')],
    ['no object', () => 'null'],
    ['no JSON', (text) => text.slice(1)],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['an escaped spelling', (text) => text.replace('"root"', '"\\u0072oot"')],
  ])('refuses %s', async (_, change) => {
    await expect(reseal(change)).rejects.toThrow(CannotOpen);
  });
});

describe('a vault blob', () => {
  const heads = { label: 'heads', person: keyring.person, version: 4 };

  test.each([0, 252, 253, 5000, 300_000])('of %i bytes opens to itself', async (length) => {
    const blob = await sealVault(accountKey, heads, fill(8, length));
    expect(equalBytes(await openVault(accountKey, heads, blob), fill(8, length))).toBe(true);
  });

  test('hides small lengths', async () => {
    const sizes = [0, 100, 252].map(async (length) => (await sealVault(accountKey, heads, fill(8, length))).length);
    expect(new Set(await Promise.all(sizes))).toEqual(new Set([284]));
  });

  test('opens under its own key, label, person and version, whole', async () => {
    const blob = await sealVault(accountKey, heads, fill(8, 40));
    const attempts = [
      () => openVault(newAccountKey(), heads, blob),
      () => openVault(accountKey, { ...heads, label: 'drafts' }, blob),
      () => openVault(accountKey, { ...heads, person: toB64(fill(9, 16)) }, blob),
      () => openVault(accountKey, { ...heads, version: 5 }, blob),
      ...[...flipped(blob), ...truncated(blob)].map((bytes) => () => openVault(accountKey, heads, bytes)),
    ];
    expect(await refusals(attempts, CannotOpen)).toEqual({ refused: attempts.length, opened: 0 });
  });
});
