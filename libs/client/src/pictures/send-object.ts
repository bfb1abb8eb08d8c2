import { Problem } from '@consilium/domain';
import { giveBack, partSealer } from '@consilium/sealing';
import { isUnreached, type Transport } from '../service/transport';
import { askForCollection } from './collection';
import type { OutgoingObject } from './outgoing';

/** Parts on their way at once; with the one being sealed, memory stays at three parts. */
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

/**
 * Seals what has not arrived and sends it, each part while the next is being sealed. Throws what the first part to fail
 * threw, when nothing is on its way any more.
 */
async function sendMissing(sending: Sending): Promise<void> {
  const { key, plain, salt, hashes, etags } = sending.object;
  const missing = [...etags.keys()].filter((index) => etags[index] === undefined);
  if (missing.length === 0) return;
  const sealer = await partSealer(key, plain, salt);
  const buffer = new Uint8Array(sealer.bufferLength);
  const underway = new Set<Promise<void>>();
  const state = { isStopped: false };
  try {
    for (const index of missing) {
      if (underway.size >= inFlight) await Promise.race(underway);
      const { bytes, sha256 } = await sealer.seal(index, buffer);
      if (state.isStopped) break;
      hashes[index] = sha256;
      // A blob is a copy, held by the browser and not by this worker; the buffer takes the next part.
      const sent: Promise<void> = sendPart(sending, index, new Blob([bytes]), sha256).then(
        () => void underway.delete(sent),
      );
      sent.catch(() => (state.isStopped = true));
      underway.add(sent);
      askForCollection();
    }
    await Promise.all(underway);
  } finally {
    giveBack(buffer);
    await Promise.allSettled(underway);
    askForCollection();
  }
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
