import * as fc from 'fast-check';
import { concat, equalBytes, toB64 } from '@consilium/bytes';
import { extended, fill, flipped, pattern, refusals, seal, truncated } from '@consilium/testkit/sealing';
import { CannotOpen } from '../cannot-open';
import { padme } from '../padme';
import { headerLength, partCount, recordCapacity, sealedSize } from './layout';
import { checkObjectKey, newObjectKey, objectCommitment } from './object-key';
import { openHeader, openObject, openRange } from './open-object';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const lengths = [
  0,
  1,
  255,
  recordCapacity - 1,
  recordCapacity,
  recordCapacity + 1,
  700_000,
  32 * recordCapacity,
  9_000_001,
];

test.each(lengths)(
  'an object of %i bytes has the size foretold and opens to itself, from bytes and from a Blob',
  async (length) => {
    const [key, plain] = [newObjectKey(), pattern(length)];
    const parts = await seal(key, plain, { salt: fill(1, 16) });
    const object = concat(parts);
    expect(object.length).toBe(sealedSize(length));
    expect(parts).toHaveLength(partCount(length));
    expect(equalBytes(await openObject(key, object, length), plain)).toBe(true);
    const fromBlob = concat(await seal(key, new Blob([plain]), { salt: fill(1, 16) }));
    expect(Buffer.compare(fromBlob, object)).toBe(0);
  },
);

test('an object of any small size opens to itself and has a padded length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (plain) => {
      const key = newObjectKey();
      const object = concat(await seal(key, plain));
      expect(object.length).toBe(headerLength + padme(plain.length) + 17);
      expect(equalBytes(await openObject(key, object, plain.length), plain)).toBe(true);
    }),
  );
});

test('an object sealed twice is different bytes', async () => {
  const [key, plain] = [newObjectKey(), pattern(100)];
  expect(equalBytes(concat(await seal(key, plain)), concat(await seal(key, plain)))).toBe(false);
});

test('an object with any byte changed, cut off or added does not open', async () => {
  const key = newObjectKey();
  const object = concat(await seal(key, pattern(90)));
  const changed = [...flipped(object), ...truncated(object), ...extended(object)];
  const open = changed.map((bytes) => () => openObject(key, bytes, 90));
  expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
});

test('an object does not open under another key or with another length stated, even of the same padded size', async () => {
  const key = newObjectKey();
  const object = concat(await seal(key, pattern(1000)));
  expect(sealedSize(1000)).toBe(sealedSize(993));
  for (const length of [993, 999, 1001, 0]) await expect(openObject(key, object, length)).rejects.toThrow(CannotOpen);
  await expect(openObject(newObjectKey(), object, 1000)).rejects.toThrow(CannotOpen);
});

test('keys and salts of another length are refused', async () => {
  await expect(seal(fill(1, 16), pattern(5))).rejects.toThrow(CannotOpen);
  await expect(seal(fill(1, 32), pattern(5), { salt: fill(1, 12) })).rejects.toThrow(CannotOpen);
});

test('a header with another record size or with a key id is refused', async () => {
  const key = newObjectKey();
  const header = concat(await seal(key, pattern(5))).slice(0, headerLength);
  await openHeader(key, header);
  for (const at of [16, 17, 18, 19, 20]) {
    const changed = header.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(openHeader(key, changed)).rejects.toThrow(CannotOpen);
  }
});

test('an object key is committed to for one object', () => {
  const [key, id, other] = [newObjectKey(), toB64(fill(1, 16)), toB64(fill(2, 16))];
  const commitment = objectCommitment(key, id);
  checkObjectKey(key, id, commitment);
  expect(() => {
    checkObjectKey(key, other, commitment);
  }).toThrow(CannotOpen);
  expect(() => {
    checkObjectKey(newObjectKey(), id, commitment);
  }).toThrow(CannotOpen);
});

test('a range is opened from its first byte to its last, nothing is fetched for an empty one, and none is taken that is not there', async () => {
  const [key, plain] = [newObjectKey(), pattern(2 * recordCapacity + 100)];
  const object = concat(await seal(key, plain));
  const fetched: (readonly [number, number])[] = [];
  const open = (start: number, end: number): Promise<Uint8Array> =>
    openRange(key, { plainLength: plain.length, start, end }, (from, to) => {
      fetched.push([from, to]);
      return Promise.resolve(object.slice(from, to));
    });
  const ends = [
    [0, 1],
    [0, recordCapacity],
    [recordCapacity - 1, recordCapacity + 1],
    [2 * recordCapacity, plain.length],
  ] as const;
  for (const [start, end] of ends) expect(equalBytes(await open(start, end), plain.subarray(start, end))).toBe(true);
  // A range that ends with a record needs nothing of the next one.
  fetched.length = 0;
  await open(0, recordCapacity);
  expect(fetched).toEqual([
    [0, headerLength],
    [headerLength, headerLength + recordCapacity + 17],
  ]);
  fetched.length = 0;
  expect(await open(7, 7)).toEqual(new Uint8Array());
  for (const [start, end] of [
    [-1, 5],
    [0.5, 5],
    [0, 5.5],
    [5, 4],
    [0, plain.length + 1],
  ] as const)
    await expect(open(start, end)).rejects.toThrow(CannotOpen);
  expect(fetched).toEqual([]);
});
