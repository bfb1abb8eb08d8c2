import { Problem, type ObjectId, type Rendition } from '@consilium/domain';
import { newObjectKey, objectCommitment, partCount, partRange, randomBytes, sealedSize, sealParts, type Bytes } from '@consilium/sealing';
import { isUnreached, type Transport } from '../service/transport';

/** One rendition on its way. Key and salt stay with the plaintext they first sealed, so that a resumed part is the same part. */
export interface OutgoingObject {
  readonly rendition: Rendition;
  readonly plain: Blob;
  readonly key: Bytes;
  readonly salt: Bytes;
  readonly size: number;
  /** Given by the service when it takes the intent. */
  id: ObjectId | '';
  /** SHA-256 of each sealed part, b64; known from its first sealing on. */
  readonly hashes: string[];
  /** The store's ETag of each part that arrived. */
  readonly etags: (string | undefined)[];
}

export function outgoing(rendition: Rendition, plain: Blob): OutgoingObject {
  const parts = partCount(plain.size);
  return {
    rendition,
    plain,
    key: newObjectKey(),
    salt: randomBytes(16),
    size: sealedSize(plain.size),
    id: '',
    hashes: Array.from({ length: parts }, () => ''),
    etags: Array.from({ length: parts }, () => undefined),
  };
}

export const commitmentOf = (object: OutgoingObject): string => objectCommitment(object.key, object.id);

/** Parts on their way at once; with the two that are being sealed, memory stays at four parts. */
const inFlight = 2;
const waits = [500, 2000, 6000];

const pause = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

interface Sending {
  readonly transport: Transport;
  readonly intent: string;
  readonly object: OutgoingObject;
  /** Called with the bytes of each part that arrived. */
  readonly arrived: (bytes: number) => void;
}

async function sendOnce({ transport, intent, object }: Sending, index: number, part: Blob, sha256: string): Promise<string> {
  const { puts } = await transport.call('images', 'signParts', {
    intent,
    object: object.id,
    parts: [{ index, size: part.size, sha256 }],
  });
  const put = puts[0];
  if (put === undefined) throw new Problem('unavailable', 'The picture could not be sent. Try again in a moment.');
  return transport.put(put.url, put.headers, part);
}

/** A failed part is tried again, later each time; only an unreachable or busy service is worth waiting for. */
async function sendPart(sending: Sending, index: number, part: Blob, sha256: string): Promise<void> {
  const { object, arrived } = sending;
  for (const wait of [...waits, undefined]) {
    try {
      object.etags[index] = await sendOnce(sending, index, part, sha256);
      arrived(part.size);
      return;
    } catch (error) {
      const mayPass = isUnreached(error) || (error instanceof Problem && ['unavailable', 'too-many'].includes(error.kind));
      if (!mayPass || wait === undefined) throw error;
      await pause(wait);
    }
  }
}

/** Bytes of the parts that arrived already. */
export function arrivedBytes(object: OutgoingObject): number {
  return object.etags.reduce((sum, etag, index) => {
    const { from, to } = partRange(object.plain.size, index);
    return etag === undefined ? sum : sum + to - from;
  }, 0);
}

/** Seals what has not arrived and sends it while the next part is being sealed. Throws what the last try threw. */
async function sendMissing(sending: Sending): Promise<void> {
  const { object } = sending;
  const firstPart = object.etags.findIndex((etag) => etag === undefined);
  if (firstPart < 0) return;
  const underway = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const { index, bytes, sha256 } of sealParts(object.key, object.plain, { salt: object.salt, firstPart })) {
    if (failures.length > 0) break;
    if (object.etags[index] !== undefined) continue;
    object.hashes[index] = sha256;
    const part = new Blob([bytes]);
    const sent = sendPart(sending, index, part, sha256).catch((error: unknown) => void failures.push(error));
    const done: Promise<void> = sent.finally(() => underway.delete(done));
    underway.add(done);
    if (underway.size >= inFlight) await Promise.race(underway);
  }
  await Promise.all(underway);
  if (failures.length > 0) throw failures[0];
}

const roundsOfCompleting = 3;

/** Sends one object whole: until the service says that every part is stored. */
export async function sendObject(sending: Sending): Promise<void> {
  const { transport, intent, object } = sending;
  for (let round = 0; round < roundsOfCompleting; round++) {
    await sendMissing(sending);
    const etags = object.etags.map((etag) => etag ?? '');
    const { stored, missing } = await transport.call('images', 'complete', { intent, object: object.id, etags });
    if (stored) return;
    for (const index of missing) object.etags[index] = undefined;
  }
  throw new Problem('unavailable', 'The picture store lost parts of the picture. Try again in a moment.');
}
