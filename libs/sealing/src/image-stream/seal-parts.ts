import { concat, ofLength, randomBytes, u32, type Bytes } from '../bytes';
import {
  headerLength,
  partCount,
  partRange,
  recordCount,
  recordLength,
  recordSlot,
  recordsPerPart,
  recordStart,
} from './layout';
import { partHash } from './part';
import { innerLength, sealRecord, streamKey, type StreamKey } from './record';

/**
 * One part of a sealed object, ready to be sent. `bytes` is a view of a buffer that is used again and holds only until the
 * next part is asked for: wrap it in a `Blob` (which copies) before. `sha256` is b64.
 */
export interface SealedPart {
  readonly index: number;
  readonly bytes: Bytes;
  readonly sha256: string;
}

/**
 * `salt`: 16 bytes, random unless given. `firstPart`: where to resume; give the same key, salt and plaintext as before,
 * since one key and salt with two plaintexts would repeat nonces.
 */
export interface SealOptions {
  readonly salt?: Uint8Array;
  readonly firstPart?: number;
}

interface Sealing {
  readonly stream: StreamKey;
  readonly header: Bytes;
  readonly plaintext: Blob | Uint8Array;
  readonly plainLength: number;
}

/** Records sealed at once: enough to keep every core busy, few enough that memory stays flat (2 MiB in, 2 MiB out). */
const recordsAtOnce = 8;
const partBufferLength = headerLength + recordsPerPart * recordLength;

/** salt16 ‖ record size ‖ empty keyid. */
export const headerOf = (salt: Uint8Array): Bytes => concat(ofLength(salt, 16), u32(recordLength), new Uint8Array(1));

async function readPlain(plaintext: Blob | Uint8Array, from: number, to: number): Promise<Uint8Array> {
  if (plaintext instanceof Uint8Array) return plaintext.subarray(from, to);
  return new Uint8Array(await plaintext.slice(from, to).arrayBuffer());
}

/** Seals records `first` up to `end` side by side into their places in `part`, which starts at `partStart` of the object. */
async function sealBatch(sealing: Sealing, part: Bytes, partStart: number, first: number, end: number): Promise<void> {
  const slots = Array.from({ length: end - first }, (_, i) => recordSlot(sealing.plainLength, first + i));
  const from = slots[0]?.dataStart ?? 0;
  const data = await readPlain(sealing.plaintext, from, from + slots.reduce((sum, slot) => sum + slot.dataLength, 0));
  const sealOne = async (slot: (typeof slots)[number]): Promise<void> => {
    const inner = new Uint8Array(innerLength(slot));
    inner.set(data.subarray(slot.dataStart - from, slot.dataStart - from + slot.dataLength));
    part.set(await sealRecord(sealing.stream, slot, inner), recordStart(sealing.plainLength, slot.index) - partStart);
  };
  await Promise.all(slots.map(sealOne));
}

async function sealPart(sealing: Sealing, index: number, buffer: Bytes): Promise<Bytes> {
  const { from, to } = partRange(sealing.plainLength, index);
  const part = buffer.subarray(0, to - from);
  if (index === 0) part.set(sealing.header);
  const end = Math.min((index + 1) * recordsPerPart, recordCount(sealing.plainLength));
  for (let first = index * recordsPerPart; first < end; first += recordsAtOnce) {
    await sealBatch(sealing, part, from, first, Math.min(first + recordsAtOnce, end));
  }
  return part;
}

/** Marks a promise as looked after: whoever awaits it still gets its failure. */
function lookedAfter<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * Seals a picture object part by part. While one part is hashed and sent, the next is being sealed; memory stays at two
 * part buffers (2 × 8 MiB, less for small objects) and a few records, however long the plaintext. An object key seals one
 * plaintext only. What reading the `Blob` throws is passed on.
 */
export async function* sealParts(
  objectKey: Uint8Array,
  plaintext: Blob | Uint8Array,
  options: SealOptions = {},
): AsyncGenerator<SealedPart, void, undefined> {
  const salt = options.salt ?? randomBytes(16);
  const plainLength = plaintext instanceof Uint8Array ? plaintext.length : plaintext.size;
  const stream = await streamKey(ofLength(objectKey, 32), salt);
  const sealing: Sealing = { stream, header: headerOf(salt), plaintext, plainLength };
  const parts = partCount(plainLength);
  const firstPart = options.firstPart ?? 0;
  const bufferLength = parts === 1 ? partRange(plainLength, 0).to : partBufferLength;
  let [buffer, other] = [new Uint8Array(bufferLength), new Uint8Array(parts - firstPart > 1 ? bufferLength : 0)];
  let filling = lookedAfter(sealPart(sealing, firstPart, buffer));
  try {
    for (let index = firstPart; index < parts; index++) {
      const bytes = await filling;
      // Asking for this part gave back the one before, so its buffer takes the next.
      [buffer, other] = [other, buffer];
      if (index + 1 < parts) filling = lookedAfter(sealPart(sealing, index + 1, buffer));
      yield { index, bytes, sha256: await partHash(bytes) };
    }
  } finally {
    await filling.catch(() => undefined);
  }
}
