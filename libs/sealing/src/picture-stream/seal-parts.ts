import { concat, giveBack, type Bytes } from '@consilium/bytes';
import { ofLength, u32 } from '../raw';
import { CannotOpen } from '../cannot-open';
import {
  partCount,
  partRange,
  recordCount,
  recordLength,
  recordSlot,
  recordsPerPart,
  recordStart,
  type RecordSlot,
} from './layout';
import { partHash } from './part';
import { innerLength, sealRecord, streamKey, type StreamKey } from './record';

/** One part of a sealed object, ready to be sent. `bytes` is a view of the buffer it was sealed into. `sha256` is b64. */
export interface SealedPart {
  readonly index: number;
  readonly bytes: Bytes;
  readonly sha256: string;
}

/** A plaintext that is sealed part by part, in any order and again when needed: a part is the same bytes each time. */
export interface PartSealer {
  readonly parts: number;
  /** Bytes of the buffer `seal` takes: 8 MiB and 21 bytes, less for an object of one part. */
  readonly bufferLength: number;
  /** Seals a part into a buffer of the caller's. What reading the `Blob` throws is passed on. */
  seal(index: number, buffer: Bytes): Promise<SealedPart>;
}

interface Sealing {
  readonly stream: StreamKey;
  readonly header: Bytes;
  readonly plaintext: Blob | Uint8Array;
  readonly plainLength: number;
}

/** Records sealed at once: enough to keep every core busy, few enough that memory stays flat: 2 MiB out, 2 MiB in, and 2 MiB
 * that are read meanwhile. */
const recordsAtOnce = 8;

/** salt16 ‖ record size ‖ empty keyid. */
export const headerOf = (salt: Uint8Array): Bytes => concat([ofLength(salt, 16), u32(recordLength), new Uint8Array(1)]);

/** Bytes of our own, as many as there are. */
async function readPlain(plaintext: Blob | Uint8Array, from: number, to: number): Promise<Bytes> {
  if (plaintext instanceof Uint8Array) return new Uint8Array(plaintext.subarray(from, to));
  return new Uint8Array(await plaintext.slice(from, to).arrayBuffer());
}

/**
 * Where a record's data stands with room behind it for what `sealRecord` writes there. A record full of data needs one byte
 * more, so it lies over the first byte of its neighbour and gives it back as it was; any other is copied.
 */
function innerOf(data: Bytes, start: number, slot: RecordSlot): Bytes {
  const end = start + slot.dataLength;
  if (slot.paddingLength === 0 && end < data.length) return data.subarray(start, end + 1);
  const inner = new Uint8Array(innerLength(slot));
  inner.set(data.subarray(start, end));
  return inner;
}

/** Records that stand one after another, and their data with one byte more where there is one. */
interface Batch {
  readonly slots: readonly RecordSlot[];
  readonly data: Bytes;
}

async function readBatch({ plaintext, plainLength }: Sealing, first: number, end: number): Promise<Batch> {
  const slots = Array.from({ length: end - first }, (_, i) => recordSlot(plainLength, first + i));
  const from = slots[0]?.dataStart ?? 0;
  const length = slots.reduce((sum, slot) => sum + slot.dataLength, 0);
  return { slots, data: await readPlain(plaintext, from, from + length + 1) };
}

/** Seals records side by side into their places in `part`, which starts at `partStart` of the object. */
async function sealBatch(sealing: Sealing, { slots, data }: Batch, part: Bytes, partStart: number): Promise<void> {
  const from = slots[0]?.dataStart ?? 0;
  const sealOne = async (slot: RecordSlot): Promise<void> => {
    const record = await sealRecord(sealing.stream, slot, innerOf(data, slot.dataStart - from, slot));
    part.set(record, recordStart(sealing.plainLength, slot.index) - partStart);
    giveBack(record);
  };
  await Promise.all(slots.map(sealOne));
  giveBack(data);
}

/** Marks a promise as looked after: whoever awaits it still gets its failure. */
function lookedAfter<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function sealPart(sealing: Sealing, index: number, buffer: Bytes): Promise<SealedPart> {
  const { from, to } = partRange(sealing.plainLength, index);
  const bytes = buffer.subarray(0, to - from);
  if (bytes.length < to - from) throw new CannotOpen();
  if (index === 0) bytes.set(sealing.header);
  const end = Math.min((index + 1) * recordsPerPart, recordCount(sealing.plainLength));
  const batchFrom = (first: number) => lookedAfter(readBatch(sealing, first, Math.min(first + recordsAtOnce, end)));
  let reading = batchFrom(index * recordsPerPart);
  for (let next = index * recordsPerPart + recordsAtOnce; ; next += recordsAtOnce) {
    const batch = await reading;
    if (next < end) reading = batchFrom(next);
    await sealBatch(sealing, batch, bytes, from);
    if (next >= end) break;
  }
  return { index, bytes, sha256: await partHash(bytes) };
}

/**
 * Seals a picture object. Memory is the caller's buffers and the records under way, however long the plaintext. An object
 * key with one salt (16 bytes, random) seals one plaintext only: two would repeat nonces.
 */
export async function partSealer(
  objectKey: Uint8Array,
  plaintext: Blob | Uint8Array,
  salt: Uint8Array,
): Promise<PartSealer> {
  const plainLength = plaintext instanceof Uint8Array ? plaintext.length : plaintext.size;
  const stream = await streamKey(ofLength(objectKey, 32), salt);
  const sealing: Sealing = { stream, header: headerOf(salt), plaintext, plainLength };
  const first = partRange(plainLength, 0);
  return {
    parts: partCount(plainLength),
    bufferLength: first.to,
    seal: (index, buffer) => sealPart(sealing, index, buffer),
  };
}
