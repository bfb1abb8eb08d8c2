import { createDecipheriv, hkdfSync } from 'node:crypto';
import { toB64 } from '@consilium/bytes';
import { extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { CannotOpen } from './cannot-open';
import { offlineKey, openOffline, sealOffline, unwrapOffline, wrapOffline } from './offline';
import { lp, utf8 } from './raw';
import { unwrapWithPrf } from './wraps';

const accountKey = fill(1, 32);
const person = toB64(fill(2, 16));
const credential = toB64(fill(3, 20));
const prf = { input: toB64(fill(5, 32)), output: fill(4, 32) };
const key = offlineKey(accountKey, { person, version: 1 });

test('the key is of one person and one version of their keys', () => {
  const others = [
    offlineKey(accountKey, { person, version: 2 }),
    offlineKey(accountKey, { person: toB64(fill(9, 16)), version: 1 }),
    offlineKey(fill(9, 32), { person, version: 1 }),
    accountKey,
  ];
  expect(new Set([key, ...others].map(toB64)).size).toBe(5);
  expect(toB64(offlineKey(accountKey, { person, version: 1 }))).toBe(toB64(key));
});

test('its wrap opens with the passkey, the input and the secret it was made with, and with no byte changed', async () => {
  const blob = await wrapOffline(key, credential, prf);
  expect(toB64(await unwrapOffline(blob, credential, prf))).toBe(toB64(key));
  const wrong = [
    () => unwrapOffline(blob, toB64(fill(9, 20)), prf),
    () => unwrapOffline(blob, credential, { ...prf, input: toB64(fill(9, 32)) }),
    () => unwrapOffline(blob, credential, { ...prf, output: fill(9, 32) }),
    // The same secret opens it in the place of an account's wrap no more than the other way about.
    () => unwrapWithPrf(blob, prf, { person, credential, version: 1 }),
    ...[...flipped(blob), ...truncated(blob), ...extended(blob)].map(
      (bytes) => () => unwrapOffline(bytes, credential, prf),
    ),
  ];
  expect(await refusals(wrong, CannotOpen)).toEqual({ refused: wrong.length, opened: 0 });
});

test('a record opens under its own name and key alone, and its size tells little', async () => {
  const [short, long] = await Promise.all([
    sealOffline(key, 'a', utf8('x')),
    sealOffline(key, 'a', utf8('x'.repeat(4000))),
  ]);
  expect(toB64(await openOffline(key, 'a', short))).toBe(toB64(utf8('x')));
  expect(short.length).toBe(long.length);
  const wrong = [
    () => openOffline(key, 'b', short),
    () => openOffline(fill(9, 32), 'a', short),
    () => openOffline(key, 'a', short.slice(0, -1)),
    () => openOffline(key, 'a', new Uint8Array()),
  ];
  expect(await refusals(wrong, CannotOpen)).toEqual({ refused: wrong.length, opened: 0 });
});

/** What this file made must open for as long as devices keep it: the labels are part of its form. */
test('keys are made of these labels, and of no others', async () => {
  const derived = (secret: Uint8Array, info: Uint8Array): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), info, 32));
  const opened = (blob: Uint8Array, by: Uint8Array, place: Uint8Array): Uint8Array => {
    const decipher = createDecipheriv('aes-256-gcm', by, blob.subarray(0, 12)).setAAD(place);
    decipher.setAuthTag(blob.subarray(-16));
    return Uint8Array.from(Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]));
  };
  expect(toB64(key)).toBe(toB64(derived(accountKey, lp('consilium/1 offline', fill(2, 16), 1))));
  const place = lp('consilium/1 offline wrap', fill(3, 20), fill(5, 32));
  const wrap = await wrapOffline(key, credential, prf);
  expect(toB64(opened(wrap, derived(prf.output, lp('consilium/1 offline wrap')), place))).toBe(toB64(key));
  const named = lp('consilium/1 offline entry', 'a');
  const record = await sealOffline(key, 'a', utf8('words'));
  expect(Buffer.from(opened(record, derived(key, named), named)).includes('words')).toBe(true);
});
