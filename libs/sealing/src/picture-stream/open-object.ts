import { equalBytes, type Bytes } from '@consilium/bytes';
import { ofLength } from '../raw';
import { CannotOpen } from '../cannot-open';
import {
  headerLength,
  recordCapacity,
  recordCount,
  recordSlot,
  recordStart,
  sealedSize,
  type RecordSlot,
} from './layout';
import { openRecord, streamKey, type StreamKey } from './record';
import { headerOf } from './seal-parts';

const recordsAtOnce = 8;

/** Fetches bytes `from` up to but not including `to` of the sealed object. */
export type FetchRange = (from: number, to: number) => Promise<Uint8Array>;

/** Half-open range of the plaintext of an object `plainLength` bytes long. */
export interface PlainRange {
  readonly plainLength: number;
  readonly start: number;
  readonly end: number;
}

/** Reads an object's 21-byte header; any record size but ours, or a key id, throws `CannotOpen`. */
export async function openHeader(objectKey: Uint8Array, header: Uint8Array): Promise<StreamKey> {
  const salt = ofLength(header, headerLength).slice(0, 16);
  if (!equalBytes(header, headerOf(salt))) throw new CannotOpen();
  return streamKey(ofLength(objectKey, 32), salt);
}

/**
 * Opens whole records that stand one after another, from record `firstIndex` on; gives their data. Each record must be
 * the one its place says: a record cut, moved, repeated, zeroed or left out throws `CannotOpen`, and nothing is given.
 */
export async function openRecords(
  stream: StreamKey,
  records: Uint8Array,
  firstIndex: number,
  plainLength: number,
): Promise<Bytes> {
  const slots = slotsOf(records.length, firstIndex, plainLength);
  const base = recordStart(plainLength, firstIndex);
  const dataStart = slots[0]?.dataStart ?? 0;
  const plain = new Uint8Array(slots.reduce((sum, slot) => sum + slot.dataLength, 0));
  const openOne = async (slot: RecordSlot): Promise<void> => {
    const from = recordStart(plainLength, slot.index) - base;
    const record = records.subarray(from, recordStart(plainLength, slot.index + 1) - base);
    plain.set(await openRecord(stream, slot, record), slot.dataStart - dataStart);
  };
  for (let at = 0; at < slots.length; at += recordsAtOnce) {
    await Promise.all(slots.slice(at, at + recordsAtOnce).map(openOne));
  }
  return plain;
}

/** The slots that so many bytes from record `firstIndex` on are, if they are whole records of the object. */
function slotsOf(length: number, firstIndex: number, plainLength: number): RecordSlot[] {
  const slots: RecordSlot[] = [];
  const end = recordStart(plainLength, firstIndex) + length;
  for (let index = firstIndex; recordStart(plainLength, index) < end; index++)
    slots.push(recordSlot(plainLength, index));
  if (recordStart(plainLength, firstIndex + slots.length) !== end) throw new CannotOpen();
  return slots;
}

/** Opens a whole object. `plainLength` is the one the `picture` entry states; any other length of object throws `CannotOpen`. */
export async function openObject(objectKey: Uint8Array, bytes: Uint8Array, plainLength: number): Promise<Bytes> {
  if (bytes.length !== sealedSize(plainLength)) throw new CannotOpen();
  const stream = await openHeader(objectKey, bytes.subarray(0, headerLength));
  return openRecords(stream, bytes.subarray(headerLength), 0, plainLength);
}

/**
 * Opens a range of the plaintext, fetching the header and the records it touches and no others. A reader of many ranges
 * passes the `stream` that `openHeader` gave, and spares the header.
 */
export async function openRange(
  objectKey: Uint8Array,
  range: PlainRange,
  fetchRange: FetchRange,
  stream?: StreamKey,
): Promise<Bytes> {
  const { plainLength, start, end } = range;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > plainLength)
    throw new CannotOpen();
  if (start === end) return new Uint8Array(0);
  const known = stream ?? (await openHeader(objectKey, await fetchRange(0, headerLength)));
  const first = Math.floor(start / recordCapacity);
  const beyond = Math.min(Math.floor((end - 1) / recordCapacity) + 1, recordCount(plainLength));
  const [from, to] = [recordStart(plainLength, first), recordStart(plainLength, beyond)];
  const records = ofLength(await fetchRange(from, to), to - from);
  const plain = await openRecords(known, records, first, plainLength);
  return plain.slice(start - first * recordCapacity, end - first * recordCapacity);
}
