import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { extended, fill, flipped, refusals, truncated } from '../../tampering';
import { concat, equalBytes, toB64 } from '../bytes';
import { CannotOpen } from '../cannot-open';
import { padme } from '../padme';
import {
  headerLength,
  partCount,
  partRange,
  recordCapacity,
  recordCount,
  recordLength,
  recordSlot,
  sealedSize,
} from './layout';
import { checkObjectKey, newObjectKey, objectCommitment } from './object-key';
import { openHeader, openObject, openRange, openRecords } from './open-object';
import { checkPart, partHash } from './part';
import { openRecord, sealRecord } from './record';
import { sealParts, type SealOptions } from './seal-parts';

const pattern = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

async function seal(key: Uint8Array, plain: Blob | Uint8Array, options: SealOptions = {}): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of sealParts(key, plain, options)) parts.push(part.bytes.slice());
  return parts;
}

describe('Padmé', () => {
  test('never shortens, adds at most 12 %, and is its own padded length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (length) => {
        expect(padme(length)).toBeGreaterThanOrEqual(length);
        expect(padme(length)).toBeLessThanOrEqual(Math.ceil(length * 1.12));
        expect(padme(padme(length))).toBe(padme(length));
      }),
    );
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 41])('is not defined for %p', (length) => {
    expect(() => padme(length)).toThrow(CannotOpen);
  });
});

describe('the layout', () => {
  test('covers every byte once: data in order, then padding, one last record', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (plainLength) => {
        const count = recordCount(plainLength);
        const slots = [0, 1, count - 2, count - 1]
          .filter((index) => index >= 0 && index < count)
          .map((index) => recordSlot(plainLength, index));
        for (const slot of slots) {
          expect(slot.isLast).toBe(slot.index === count - 1);
          expect(slot.dataStart).toBe(Math.min(plainLength, slot.index * recordCapacity));
          if (!slot.isLast) expect(slot.dataLength + slot.paddingLength).toBe(recordCapacity);
        }
        const ranges = Array.from({ length: partCount(plainLength) }, (_, index) => partRange(plainLength, index));
        ranges.forEach((range, index) => {
          expect(range.from).toBe(ranges[index - 1]?.to ?? 0);
        });
        expect(ranges.at(-1)?.to).toBe(sealedSize(plainLength));
        expect(ranges[0]?.to).toBeLessThanOrEqual(headerLength + 32 * recordLength);
      }),
    );
  });

  test('has no record or part beyond the last', () => {
    for (const index of [-1, 0.5, 1]) {
      expect(() => recordSlot(10, index)).toThrow(CannotOpen);
      expect(() => partRange(10, index)).toThrow(CannotOpen);
    }
  });
});

describe('an object', () => {
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
    'of %i bytes has the size foretold and opens to itself, from bytes and from a Blob',
    async (length) => {
      const [key, plain] = [newObjectKey(), pattern(length)];
      const parts = await seal(key, plain, { salt: fill(1, 16) });
      const object = concat(...parts);
      expect(object.length).toBe(sealedSize(length));
      expect(parts).toHaveLength(partCount(length));
      expect(equalBytes(await openObject(key, object, length), plain)).toBe(true);
      const fromBlob = concat(...(await seal(key, new Blob([plain]), { salt: fill(1, 16) })));
      expect(Buffer.compare(fromBlob, object)).toBe(0);
    },
  );

  test('of any small size opens to itself and has a padded length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (plain) => {
        const key = newObjectKey();
        const object = concat(...(await seal(key, plain)));
        expect(object.length).toBe(headerLength + padme(plain.length) + 17);
        expect(equalBytes(await openObject(key, object, plain.length), plain)).toBe(true);
      }),
    );
  });

  test('sealed twice is different bytes', async () => {
    const [key, plain] = [newObjectKey(), pattern(100)];
    expect(equalBytes(concat(...(await seal(key, plain))), concat(...(await seal(key, plain))))).toBe(false);
  });

  test('with any byte changed, cut off or added does not open', async () => {
    const key = newObjectKey();
    const object = concat(...(await seal(key, pattern(90))));
    const changed = [...flipped(object), ...truncated(object), ...extended(object)];
    const open = changed.map((bytes) => () => openObject(key, bytes, 90));
    expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  });

  test('does not open under another key or with another length stated, even of the same padded size', async () => {
    const key = newObjectKey();
    const object = concat(...(await seal(key, pattern(1000))));
    expect(sealedSize(1000)).toBe(sealedSize(993));
    for (const length of [993, 999, 1001, 0]) await expect(openObject(key, object, length)).rejects.toThrow(CannotOpen);
    await expect(openObject(newObjectKey(), object, 1000)).rejects.toThrow(CannotOpen);
  });
});

describe('records of a long object', () => {
  const key = fill(5, 32);
  const length = 4 * recordCapacity + 5000;
  const plain = pattern(length);
  let object: Uint8Array;
  let records: Uint8Array[];

  beforeAll(async () => {
    object = concat(...(await seal(key, plain)));
    records = [];
    for (let at = headerLength; at < object.length; at += recordLength)
      records.push(object.slice(at, at + recordLength));
  });

  const rebuilt = (...order: (Uint8Array | undefined)[]): Uint8Array =>
    concat(object.subarray(0, headerLength), ...order.map((record) => record ?? new Uint8Array(0)));

  test('open as they are', async () => {
    expect(records).toHaveLength(5);
    expect(equalBytes(await openObject(key, rebuilt(...records), length), plain)).toBe(true);
  });

  test('swapped, doubled, zeroed, left out or taken from another object do not open', async () => {
    const [a, b, c, d, e] = records;
    const other = concat(...(await seal(key, plain))).slice(headerLength, headerLength + recordLength);
    const wrong = [
      rebuilt(b, a, c, d, e),
      rebuilt(a, a, c, d, e),
      rebuilt(a, b, new Uint8Array(recordLength), d, e),
      rebuilt(a, b, d, e),
      rebuilt(a, b, c, d),
      rebuilt(a, b, c, e),
      rebuilt(a, b, c, d, e, e),
      rebuilt(other, b, c, d, e),
    ];
    const open = wrong.map((bytes) => () => openObject(key, bytes, length));
    expect(await refusals(open, CannotOpen)).toEqual({ refused: wrong.length, opened: 0 });
  });

  test('open alone, each in its place and in no other', async () => {
    const stream = await openHeader(key, object.subarray(0, headerLength));
    for (const [index, record] of records.entries()) {
      const data = await openRecords(stream, record, index, length);
      expect(equalBytes(data, plain.subarray(index * recordCapacity, (index + 1) * recordCapacity))).toBe(true);
      await expect(openRecords(stream, record, (index + 1) % 5, length)).rejects.toThrow(CannotOpen);
      await expect(openRecords(stream, record.subarray(1), index, length)).rejects.toThrow(CannotOpen);
    }
  });

  test('a middle record is not taken for the last, nor a last one for a middle one', async () => {
    const stream = await openHeader(key, object.subarray(0, headerLength));
    const middle = recordSlot(length, 0);
    const inner = new Uint8Array(recordCapacity + 1);
    inner.set(plain.subarray(0, recordCapacity));
    const asMiddle = await sealRecord(stream, middle, inner.slice());
    const asLast = await sealRecord(stream, { ...middle, isLast: true }, inner.slice());
    expect(equalBytes(await openRecord(stream, middle, asMiddle), plain.subarray(0, recordCapacity))).toBe(true);
    await expect(openRecord(stream, middle, asLast)).rejects.toThrow(CannotOpen);
    await expect(openRecord(stream, { ...middle, isLast: true }, asMiddle)).rejects.toThrow(CannotOpen);
  });

  test('padding that is not zeros does not open, though the holder of the key sealed it', async () => {
    const stream = await openHeader(key, object.subarray(0, headerLength));
    const honest = { index: 0, dataStart: 0, dataLength: 4, paddingLength: 6, isLast: true };
    const claimed = { ...honest, dataLength: 2, paddingLength: 8 };
    const inner = new Uint8Array([1, 2, 2, 9, 0, 0, 0, 0, 0, 0, 0]);
    const record = await sealRecord(stream, honest, inner);
    expect([...(await openRecord(stream, honest, record))]).toEqual([1, 2, 2, 9]);
    await expect(openRecord(stream, claimed, record)).rejects.toThrow(CannotOpen);
  });

  test('any range opens, fetching the header and the records it touches only', async () => {
    const bounds = fc.tuple(fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: length }));
    await fc.assert(
      fc.asyncProperty(bounds, async (pair) => {
        const [start, end] = [Math.min(...pair), Math.max(...pair)];
        const fetched: [number, number][] = [];
        const fetchRange = (from: number, to: number): Promise<Uint8Array> => {
          fetched.push([from, to]);
          return Promise.resolve(object.slice(from, to));
        };
        const opened = await openRange(key, { plainLength: length, start, end }, fetchRange);
        expect(Buffer.compare(opened, plain.subarray(start, end))).toBe(0);
        const bytes = fetched.reduce((sum, [from, to]) => sum + to - from, 0);
        expect(bytes).toBeLessThanOrEqual(headerLength + end - start + 2 * recordLength);
      }),
      { numRuns: 15 },
    );
  });

  test('a range out of bounds, or answered with fewer, other or shifted bytes, does not open', async () => {
    const honest = (from: number, to: number): Promise<Uint8Array> => Promise.resolve(object.slice(from, to));
    const range = { plainLength: length, start: 10, end: recordCapacity + 10 };
    const answers = [
      (from: number, to: number) => honest(from, to - 1),
      (from: number, to: number) => honest(from + 1, to + 1),
      (from: number, to: number) => honest(from === 0 ? 0 : from + recordLength, from === 0 ? to : to + recordLength),
    ];
    for (const answer of answers) await expect(openRange(key, range, answer)).rejects.toThrow(CannotOpen);
    const bounds = [
      [-1, 5],
      [5, 4],
      [0, length + 1],
      [0.5, 3],
    ] as const;
    for (const [start, end] of bounds) {
      await expect(openRange(key, { plainLength: length, start, end }, honest)).rejects.toThrow(CannotOpen);
    }
  });

  test('a reader that kept the stream fetches no header', async () => {
    const stream = await openHeader(key, object.subarray(0, headerLength));
    const starts: number[] = [];
    const fetchRange = (from: number, to: number): Promise<Uint8Array> => {
      starts.push(from);
      return Promise.resolve(object.slice(from, to));
    };
    await openRange(key, { plainLength: length, start: recordCapacity, end: recordCapacity + 1 }, fetchRange, stream);
    expect(starts).toEqual([headerLength + recordLength]);
  });
});

describe('parts', () => {
  const length = 70 * recordCapacity;
  const plain = pattern(length);
  const key = newObjectKey();
  const salt = fill(3, 16);

  test('carry their own hash, which no other bytes have', async () => {
    for await (const part of sealParts(key, plain, { salt })) {
      expect(part.sha256).toBe(createHash('sha256').update(part.bytes).digest('base64url'));
      await checkPart(part.bytes, part.sha256);
      await expect(checkPart(part.bytes.subarray(1), part.sha256)).rejects.toThrow(CannotOpen);
    }
    await expect(checkPart(fill(1, 10), '')).rejects.toThrow(CannotOpen);
    expect(await partHash(new Uint8Array(0))).toBe(createHash('sha256').digest('base64url'));
  });

  test('hold until the next one is asked for, while that one is already being sealed', async () => {
    const sealing = sealParts(key, plain, { salt });
    const first = await sealing.next();
    if (first.done === true) throw new Error('a part expected');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await checkPart(first.value.bytes, first.value.sha256);
    await sealing.return();
  });

  test('resumed from any part are the same bytes', async () => {
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
});

test('keys and salts of another length are refused', async () => {
  await expect(seal(fill(1, 16), pattern(5))).rejects.toThrow(CannotOpen);
  await expect(seal(fill(1, 32), pattern(5), { salt: fill(1, 12) })).rejects.toThrow(CannotOpen);
});

test('a header with another record size or with a key id is refused', async () => {
  const key = newObjectKey();
  const header = concat(...(await seal(key, pattern(5)))).slice(0, headerLength);
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
