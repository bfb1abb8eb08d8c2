import { createHash } from 'node:crypto';
import { seal, pattern } from '../../sealed-picture';
import { fill } from '../../tampering';
import { toB64 } from '../bytes';
import { CannotOpen } from '../cannot-open';
import { recordCapacity } from './layout';
import { newObjectKey } from './object-key';
import { checkPart, partHash } from './part';
import { sealParts } from './seal-parts';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const length = 70 * recordCapacity;
const plain = pattern(length);
const key = newObjectKey();
const salt = fill(3, 16);

test('parts carry their own hash, which no other bytes have', async () => {
  for await (const part of sealParts(key, plain, { salt })) {
    expect(part.sha256).toBe(createHash('sha256').update(part.bytes).digest('base64url'));
    await checkPart(part.bytes, part.sha256);
    await expect(checkPart(part.bytes.subarray(1), part.sha256)).rejects.toThrow(CannotOpen);
  }
  await expect(checkPart(fill(1, 10), '')).rejects.toThrow(CannotOpen);
  expect(await partHash(new Uint8Array(0))).toBe(createHash('sha256').digest('base64url'));
});

test('parts hold until the next one is asked for, while that one is already being sealed', async () => {
  const sealing = sealParts(key, plain, { salt });
  const first = await sealing.next();
  if (first.done === true) throw new Error('a part expected');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await checkPart(first.value.bytes, first.value.sha256);
  await sealing.return();
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
