import { concat, toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { u32 } from './raw';
import { CannotOpen } from './cannot-open';
import { passphraseCost, unwrapWithPassphrase, wrapWithPassphrase } from './passphrase-wrap';
import {
  newAccountKey,
  newPrfInput,
  unwrapWithPrf,
  unwrapWithRecovery,
  wrapWithPrf,
  wrapWithRecovery,
  type WrapBinding,
} from './wraps';

const accountKey = fill(1, 32);
const binding: WrapBinding = { person: toB64(fill(2, 16)), credential: toB64(fill(3, 20)), version: 1 };
const elsewhere = displaced(binding, { person: toB64(fill(9, 16)), credential: toB64(fill(9, 20)), version: 2 });
const cheapest = { memoryKiB: 19456, passes: 2, lanes: 1 };

const input = toB64(fill(5, 32));
const byPrf: typeof wrapWithRecovery = (key, output, at) => wrapWithPrf(key, { input, output }, at);
const fromPrf: typeof unwrapWithRecovery = (blob, output, at) => unwrapWithPrf(blob, { input, output }, at);

describe.each([
  ['a passkey', byPrf, fromPrf],
  ['recovery words', wrapWithRecovery, unwrapWithRecovery],
] as const)('the wrap of %s', (_, wrap, unwrap) => {
  const secret = fill(4, 32);

  test('is 60 bytes and opens to the account key', async () => {
    const blob = await wrap(accountKey, secret, binding);
    expect(blob.length).toBe(60);
    expect(toB64(await unwrap(blob, secret, binding))).toBe(toB64(accountKey));
  });

  test('opens with no other secret and for no other person, credential or version', async () => {
    const blob = await wrap(accountKey, secret, binding);
    await expect(unwrap(blob, fill(5, 32), binding)).rejects.toThrow(CannotOpen);
    await expect(unwrap(blob, fill(4, 31), binding)).rejects.toThrow(CannotOpen);
    for (const [, wrong] of elsewhere) await expect(unwrap(blob, secret, wrong)).rejects.toThrow(CannotOpen);
  });

  test('opens with no byte changed, cut off or added', async () => {
    const blob = await wrap(accountKey, secret, binding);
    const changed = [...flipped(blob), ...truncated(blob), ...extended(blob)];
    const open = changed.map((bytes) => () => unwrap(bytes, secret, binding));
    expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  });
});

test('one secret used for both ways opens neither wrap in the other way', async () => {
  const secret = fill(4, 32);
  await expect(unwrapWithRecovery(await byPrf(accountKey, secret, binding), secret, binding)).rejects.toThrow(
    CannotOpen,
  );
  await expect(fromPrf(await wrapWithRecovery(accountKey, secret, binding), secret, binding)).rejects.toThrow(
    CannotOpen,
  );
});

test('a wrap opens with the input it was made for only, and inputs are never the same twice', async () => {
  const output = fill(4, 32);
  const blob = await wrapWithPrf(accountKey, { input, output }, binding);
  await expect(unwrapWithPrf(blob, { input: newPrfInput(), output }, binding)).rejects.toThrow(CannotOpen);
  await expect(unwrapWithPrf(blob, { input: '', output }, binding)).rejects.toThrow(CannotOpen);
  expect(newPrfInput()).not.toBe(newPrfInput());
});

test('an old wrap under old words does not open a new account key: it opens the old one', async () => {
  const [oldWords, newWords, newKey] = [fill(4, 32), fill(5, 32), newAccountKey()];
  const oldWrap = await wrapWithRecovery(accountKey, oldWords, binding);
  const newWrap = await wrapWithRecovery(newKey, newWords, { ...binding, version: 2 });
  await expect(unwrapWithRecovery(newWrap, oldWords, { ...binding, version: 2 })).rejects.toThrow(CannotOpen);
  await expect(unwrapWithRecovery(oldWrap, oldWords, { ...binding, version: 2 })).rejects.toThrow(CannotOpen);
});

test('what is wrapped is an account key of 32 bytes', async () => {
  await expect(byPrf(fill(1, 31), fill(4, 32), binding)).rejects.toThrow(CannotOpen);
});

describe('the wrap of a passphrase', () => {
  let blob: Uint8Array;

  beforeAll(async () => {
    blob = await wrapWithPassphrase(accountKey, 'seven quiet herons', binding, cheapest);
  }, 120_000);

  test('is 88 bytes and opens with the passphrase', async () => {
    expect(blob.length).toBe(88);
    expect(toB64(await unwrapWithPassphrase(blob, 'seven quiet herons', binding))).toBe(toB64(accountKey));
  }, 120_000);

  test('does not open with another passphrase or for another version', async () => {
    await expect(unwrapWithPassphrase(blob, 'seven quiet heron', binding)).rejects.toThrow(CannotOpen);
    await expect(unwrapWithPassphrase(blob, 'seven quiet herons', { ...binding, version: 2 })).rejects.toThrow(
      CannotOpen,
    );
  }, 120_000);

  test.each([
    ['less memory', { ...cheapest, memoryKiB: 19455 }],
    ['no memory', { ...cheapest, memoryKiB: 0 }],
    ['one pass', { ...cheapest, passes: 1 }],
    ['no lane', { ...cheapest, lanes: 0 }],
    ['more memory than a device has', { ...cheapest, memoryKiB: 0xffffffff }],
    ['passes for ever', { ...cheapest, passes: 0xffffffff }],
    ['many lanes', { ...cheapest, lanes: 5 }],
  ])('is refused below the floor and above the ceiling: %s', async (_, cost) => {
    await expect(wrapWithPassphrase(accountKey, 'seven quiet herons', binding, cost)).rejects.toThrow(CannotOpen);
    const stated = concat([u32(cost.memoryKiB), u32(cost.passes), u32(cost.lanes), blob.subarray(12)]);
    const before = performance.now();
    await expect(unwrapWithPassphrase(stated, 'seven quiet herons', binding)).rejects.toThrow(CannotOpen);
    // The most of it would take hours.
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('does not open when cut or added to', async () => {
    const changed = [...truncated(blob), ...extended(blob)];
    const open = changed.map((bytes) => () => unwrapWithPassphrase(bytes, 'seven quiet herons', binding));
    expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  });

  test('an empty passphrase wraps nothing', async () => {
    await expect(wrapWithPassphrase(accountKey, ' \t', binding, cheapest)).rejects.toThrow(CannotOpen);
  });

  test('costs at least the floor unless told otherwise', () => {
    expect(passphraseCost.memoryKiB).toBeGreaterThanOrEqual(19456);
    expect(passphraseCost.passes).toBeGreaterThanOrEqual(2);
  });
});
