import { Problem } from '@consilium/domain';
import { sealParts } from '@consilium/sealing';
import { isUnreached, type Transport } from '../service/transport';
import type { OutgoingObject } from './outgoing';

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

async function sendOnce(
  { transport, intent, object }: Sending,
  index: number,
  part: Blob,
  sha256: string,
): Promise<string> {
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
      const mayPass =
        isUnreached(error) || (error instanceof Problem && ['unavailable', 'too-many'].includes(error.kind));
      if (!mayPass || wait === undefined) throw error;
      await pause(wait);
    }
  }
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
