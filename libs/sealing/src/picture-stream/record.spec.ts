import * as fc from 'fast-check';
import { concat, equalBytes } from '@consilium/bytes';
import { fill, pattern, refusals, seal } from '@consilium/testkit/sealing';
import { CannotOpen } from '../cannot-open';
import { headerLength, recordCapacity, recordLength, recordSlot } from './layout';
import { openHeader, openObject, openRange, openRecords } from './open-object';
import { openRecord, sealRecord } from './record';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const key = fill(5, 32);
const length = 4 * recordCapacity + 5000;
const plain = pattern(length);
let object: Uint8Array;
let records: Uint8Array[];

beforeAll(async () => {
  object = concat(await seal(key, plain));
  records = [];
  for (let at = headerLength; at < object.length; at += recordLength) records.push(object.slice(at, at + recordLength));
});

const rebuilt = (...order: (Uint8Array | undefined)[]): Uint8Array =>
  concat([object.subarray(0, headerLength), ...order.map((record) => record ?? new Uint8Array(0))]);

test('records open as they are', async () => {
  expect(records).toHaveLength(5);
  expect(equalBytes(await openObject(key, rebuilt(...records), length), plain)).toBe(true);
});

test('records swapped, doubled, zeroed, left out or taken from another object do not open', async () => {
  const [a, b, c, d, e] = records;
  const other = concat(await seal(key, plain)).slice(headerLength, headerLength + recordLength);
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

test('records open alone, each in its place and in no other', async () => {
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
