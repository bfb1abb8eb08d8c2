import { giveBack, type Bytes } from '@consilium/bytes';
import { Problem, type ObjectId } from '@consilium/domain';
import { partRange, partSealer, type PartSealer } from '@consilium/sealing';
import type { Output } from '../service/calls';
import { pause } from '../turns/pause';
import { isUnreached, type Transport } from '../service/transport';
import { askForCollection } from './collection';
import type { OutgoingObject } from './outgoing';

/** Batches on their way at once; with the one being sealed, memory stays at three. */
const inFlight = 2;
/** Bytes of a batch: one large part, or several small ones. The first has the first part of each rendition, whatever their sizes. */
const batchBytes = 8_400_000;
const waits = [500, 2000, 6000];

export interface Sending {
  readonly transport: Transport;
  readonly room: string;
  /** The three renditions, in the order in which they are sent. */
  readonly objects: readonly OutgoingObject[];
  /** What the service calls the picture, from its announcement on. */
  readonly announced: { intent: string };
  /** Called with the bytes of each part that arrived. */
  readonly arrived: (bytes: number) => void;
  /** Whether nobody wants it any more: nothing further is sent. */
  readonly isOver: () => boolean;
}

interface Place {
  readonly object: OutgoingObject;
  readonly index: number;
}
interface Part extends Place {
  readonly size: number;
  readonly sha256: string;
  /** A copy of the sealed bytes, held by the browser and not by this worker. */
  readonly bytes: Blob;
}
type SignedPut = Output<'pictures', 'signParts'>['puts'][number];

const unsigned = (): Problem => new Problem('unavailable', 'The picture could not be sent. Try again in a moment.');

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

/** Announces the picture with the first part of each rendition; gives the PUTs signed for these. */
async function announce(
  { transport, room, objects, announced }: Sending,
  firsts: readonly Part[],
): Promise<SignedPut[]> {
  const wanted = firsts.map(({ object: { rendition, size }, sha256 }) => ({ rendition, size, sha256 }));
  const { intent, objects: given } = await transport.call('pictures', 'intend', { room, objects: wanted });
  const named = new Map(given.map((each) => [each.rendition, each]));
  for (const object of objects) object.id = (named.get(object.rendition)?.id ?? '') as ObjectId;
  announced.intent = intent;
  return firsts.flatMap(({ object }) => named.get(object.rendition)?.put ?? []);
}

async function sign({ transport, announced }: Sending, parts: readonly Part[]): Promise<SignedPut[]> {
  const asked = parts.map(({ object, index, size, sha256 }) => ({ object: object.id, index, size, sha256 }));
  const { puts } = await transport.call('pictures', 'signParts', { intent: announced.intent, parts: asked });
  return puts;
}

/** Sends a part to the address signed for it. A further try asks for the signature again: it grows old. */
async function sendPart(sending: Sending, part: Part, signed: SignedPut | undefined): Promise<void> {
  let next = signed;
  await persist(async () => {
    const put = next ?? (await sign(sending, [part]))[0];
    next = undefined;
    if (put === undefined) throw unsigned();
    await sending.transport.put(put.url, put.headers, part.bytes);
  });
  part.object.stored[part.index] = true;
  sending.arrived(part.size);
}

const sizeOf = ({ object, index }: Place): number => {
  const { from, to } = partRange(object.plain.size, index);
  return to - from;
};

/** Parts that are signed in one call and sent side by side: first, with the announcement, what each rendition begins with. */
function batchesOf(missing: readonly Place[], isAnnounced: boolean): Place[][] {
  const batches: Place[][] = isAnnounced ? [] : [missing.filter(({ index }) => index === 0)];
  let room = 0;
  for (const place of missing.filter(({ index }) => isAnnounced || index > 0)) {
    room -= sizeOf(place);
    if (room >= 0) batches.at(-1)?.push(place);
    else {
      batches.push([place]);
      room = batchBytes - sizeOf(place);
    }
  }
  return batches;
}

/** Seals parts of any of the objects, one after another in one buffer. */
class Sealers {
  private readonly sealers = new Map<OutgoingObject, Promise<PartSealer>>();
  private buffer: Bytes = new Uint8Array(0);

  async seal({ object, index }: Place): Promise<Part> {
    const sealer = await this.of(object);
    if (this.buffer.length < sealer.bufferLength) this.renew(sealer.bufferLength);
    const { bytes, sha256 } = await sealer.seal(index, this.buffer);
    object.hashes[index] = sha256;
    return { object, index, sha256, size: bytes.length, bytes: new Blob([bytes]) };
  }

  end(): void {
    giveBack(this.buffer);
  }

  private renew(length: number): void {
    giveBack(this.buffer);
    this.buffer = new Uint8Array(length);
  }

  private of(object: OutgoingObject): Promise<PartSealer> {
    const sealer = this.sealers.get(object) ?? partSealer(object.key, object.plain, object.salt);
    this.sealers.set(object, sealer);
    return sealer;
  }
}

async function sealAll(sealers: Sealers, places: readonly Place[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (const place of places) parts.push(await sealers.seal(place));
  return parts;
}

const missingOf = (objects: readonly OutgoingObject[]): Place[] =>
  objects.flatMap((object) => object.stored.flatMap((isStored, index) => (isStored ? [] : [{ object, index }])));

/**
 * Seals what has not arrived and sends it, each batch while the next is being sealed and signed. Throws what the first part
 * to fail threw, when nothing is on its way any more.
 */
async function sendMissing(sending: Sending): Promise<void> {
  const isAnnounced = sending.announced.intent !== '';
  const sealers = new Sealers();
  const underway = new Set<Promise<void>>();
  let failed = false;
  const isStopped = (): boolean => failed || sending.isOver();
  try {
    for (const [at, batch] of batchesOf(missingOf(sending.objects), isAnnounced).entries()) {
      const parts = await sealAll(sealers, batch);
      if (isStopped()) break;
      const signed =
        at === 0 && !isAnnounced ? await announce(sending, parts) : await persist(() => sign(sending, parts));
      if (underway.size >= inFlight) await Promise.race(underway);
      if (isStopped()) break;
      const sent: Promise<void> = sendBatch(sending, parts, signed).then(() => {
        underway.delete(sent);
      });
      sent.catch(() => (failed = true));
      underway.add(sent);
      askForCollection();
    }
    await Promise.all(underway);
  } finally {
    sealers.end();
    await Promise.allSettled(underway);
    askForCollection();
  }
}

/** Fails as the first of its parts did, when none of them is on its way any more. */
async function sendBatch(sending: Sending, parts: readonly Part[], signed: readonly SignedPut[]): Promise<void> {
  const sent = parts.map((part, index) => sendPart(sending, part, signed[index]).then(askForCollection));
  await Promise.allSettled(sent);
  await Promise.all(sent);
}

const roundsOfCompleting = 3;

/** Sends a picture whole: until the service says that every part of it is stored, or nobody wants it any more. */
export async function sendPicture(sending: Sending): Promise<void> {
  const { transport, objects, announced } = sending;
  for (let round = 0; round < roundsOfCompleting; round++) {
    await sendMissing(sending);
    if (sending.isOver()) return;
    const { stored, missing } = await transport.call('pictures', 'complete', { intent: announced.intent });
    if (stored) return;
    for (const { object: id, index } of missing) {
      const lost = objects.find((object) => object.id === id);
      if (lost !== undefined) lost.stored[index] = false;
    }
  }
  throw new Problem('unavailable', 'The picture store lost parts of the picture. Try again in a moment.');
}
