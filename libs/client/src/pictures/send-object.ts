import { giveBack } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { partSealer, type SealedPart } from '@consilium/sealing';
import type { Output } from '../service/calls';
import { pause } from '../turns/pause';
import { isUnreached, type Transport } from '../service/transport';
import { askForCollection } from './collection';
import type { OutgoingObject } from './outgoing';

/** Parts on their way at once; with the one being sealed, memory stays at three parts. */
const inFlight = 2;
const waits = [500, 2000, 6000];

interface Sending {
  readonly transport: Transport;
  readonly intent: string;
  readonly object: OutgoingObject;
  /** Called with the bytes of each part that arrived. */
  readonly arrived: (bytes: number) => void;
}

type Part = Pick<SealedPart, 'index' | 'sha256'> & { readonly size: number };
type SignedPut = Output<'pictures', 'signParts'>['puts'][number];

/** What fails is tried again, later each time; only an unreachable or busy service is worth waiting for. */
async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (const wait of waits) {
    try {
      return await act();
    } catch (error) {
      const mayPass =
        isUnreached(error) || (error instanceof Problem && ['unavailable', 'too-many'].includes(error.kind));
      if (!mayPass) throw error;
      await pause(wait);
    }
  }
  return act();
}

async function sign({ transport, intent, object }: Sending, part: Part): Promise<SignedPut> {
  const { puts } = await transport.call('pictures', 'signParts', { intent, object: object.id, parts: [part] });
  const [put] = puts;
  if (put === undefined) throw new Problem('unavailable', 'The picture could not be sent. Try again in a moment.');
  return put;
}

/** Sends a part to the address signed for it. A further try asks for the signature again: it grows old. */
async function sendPart(sending: Sending, part: Part, bytes: Blob, signed: SignedPut): Promise<void> {
  const { transport, object, arrived } = sending;
  let next: SignedPut | undefined = signed;
  object.etags[part.index] = await persist(async () => {
    const { url, headers } = next ?? (await sign(sending, part));
    next = undefined;
    return transport.put(url, headers, bytes);
  });
  arrived(part.size);
}

/**
 * Seals what has not arrived and sends it, each part while the next is being sealed and signed. Throws what the first part to fail
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
      const { bytes, sha256 } = await sealer.seal(index, buffer);
      hashes[index] = sha256;
      const part = { index, size: bytes.length, sha256 };
      const signed = await persist(() => sign(sending, part));
      if (underway.size >= inFlight) await Promise.race(underway);
      if (state.isStopped) break;
      // A blob is a copy, held by the browser and not by this worker; the buffer takes the next part.
      const sent: Promise<void> = sendPart(sending, part, new Blob([bytes]), signed).then(() => {
        underway.delete(sent);
        askForCollection();
      });
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
    const { stored, missing } = await transport.call('pictures', 'complete', { intent, object: object.id, etags });
    if (stored) return;
    for (const index of missing) object.etags[index] = undefined;
  }
  throw new Problem('unavailable', 'The picture store lost parts of the picture. Try again in a moment.');
}
