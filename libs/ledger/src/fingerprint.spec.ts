import { createHash } from 'node:crypto';
import type { KeyId } from '@consilium/domain';
import { toB64 } from '@consilium/bytes';
import { anchorFingerprint, hashFingerprint, keysFingerprint } from './fingerprint';

const bytes = Uint8Array.from({ length: 32 }, (_each, index) => index * 7);

test('people compare ten bytes of a hash, in fives of four digits', () => {
  expect(hashFingerprint(toB64(bytes))).toBe('0007 0e15 1c23 2a31 383f');
  expect(keysFingerprint(toB64(bytes) as KeyId)).toBe('0007 0e15 1c23 2a31 383f');
});

test('an anchor is compared by its SHA-256, and none by nothing', async () => {
  const hex = createHash('sha256').update(bytes).digest('hex');
  const fives = [0, 4, 8, 12, 16].map((at) => hex.slice(at, at + 4));
  expect(await anchorFingerprint(toB64(bytes))).toBe(fives.join(' '));
  expect(await anchorFingerprint('')).toBe('');
});
