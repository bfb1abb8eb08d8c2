import { createHash } from 'node:crypto';
import { concat, equalBytes, toB64 } from '@consilium/bytes';
import { fill, pattern, seal } from '@consilium/testkit/sealing';
import { CannotOpen } from '../cannot-open';
import { recordCapacity } from './layout';
import { newObjectKey } from './object-key';
import { openObject } from './open-object';
import { checkPart, partHash } from './part';
import { partSealer } from './seal-parts';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const length = 70 * recordCapacity;
const plain = pattern(length);
const key = newObjectKey();
const salt = fill(3, 16);

test('parts carry their own hash, which no other bytes have', async () => {
  const sealer = await partSealer(key, plain, salt);
  expect(sealer.parts).toBe(3);
  const buffer = new Uint8Array(sealer.bufferLength);
  for (let index = 0; index < sealer.parts; index++) {
    const part = await sealer.seal(index, buffer);
    expect(part.sha256).toBe(createHash('sha256').update(part.bytes).digest('base64url'));
    await checkPart(part.bytes, part.sha256);
    await expect(checkPart(part.bytes.subarray(1), part.sha256)).rejects.toThrow(CannotOpen);
  }
  await expect(checkPart(fill(1, 10), '')).rejects.toThrow(CannotOpen);
  expect(await partHash(new Uint8Array(0))).toBe(createHash('sha256').digest('base64url'));
});

test('a part is the same bytes in whatever order parts are sealed, and whatever the buffer held before', async () => {
  const whole = await seal(key, plain, { salt });
  const sealer = await partSealer(key, plain, salt);
  const buffer = new Uint8Array(sealer.bufferLength).fill(255);
  for (const index of [2, 0, 1, 0]) {
    const { bytes } = await sealer.seal(index, buffer);
    expect(toB64(bytes)).toBe(toB64(whole[index] ?? new Uint8Array(0)));
  }
});

test('sealing leaves the plaintext as it was, and opens to it', async () => {
  const before = plain.slice();
  const parts = await seal(key, plain, { salt });
  expect(equalBytes(plain, before)).toBe(true);
  expect(equalBytes(await openObject(key, concat(parts), length), before)).toBe(true);
});

test('a part is not sealed into a buffer that is too small for it', async () => {
  const sealer = await partSealer(key, plain, salt);
  await expect(sealer.seal(0, new Uint8Array(sealer.bufferLength - 1))).rejects.toThrow(CannotOpen);
});

test('parts resumed from any part are the same bytes', async () => {
  const whole = await seal(key, plain, { salt });
  expect(whole).toHaveLength(3);
  for (const firstPart of [1, 2, 3]) {
    const rest = await seal(key, plain, { salt, firstPart });
    expect(rest.map(toB64)).toEqual(whole.slice(firstPart).map(toB64));
  }
}, 30_000);

test('a source that fails while being read fails the sealing, with its own error', async () => {
  const broken = new Blob([plain]);
  const failing = Object.assign(broken, {
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('disk gone')) }),
  });
  await expect(seal(key, failing)).rejects.toThrow('disk gone');
});
