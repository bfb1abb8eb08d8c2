import type { Transport } from '@consilium/client';
import { partCount, partRange, sealedSize } from '@consilium/sealing';
import { outgoing, type Output, type OutgoingObject, sendPicture } from '@consilium/client/testing';

/** Random bytes of the given length, none of them 255; they stay the same from one call to the next. */
export function randomBlob(bytes: number): Blob {
  const chunk = new Uint8Array(1 << 20);
  for (let from = 0; from < chunk.length; from += 65_536) crypto.getRandomValues(chunk.subarray(from, from + 65_536));
  // In a JPEG that one begins a marker.
  for (let at = 0; at < chunk.length; at++) if (chunk[at] === 255) chunk[at] = 254;
  const whole = Array.from({ length: Math.floor(bytes / chunk.length) }, () => chunk);
  return new Blob([...whole, chunk.subarray(0, bytes % chunk.length)]);
}

export interface Target {
  readonly transport: Transport;
  readonly room: string;
}

/** A picture of this plaintext: what goes with it weighs nothing. */
const pictureOf = (plain: Blob): OutgoingObject[] => [
  outgoing('thumb', new Blob(['.'])),
  outgoing('view', new Blob(['.'])),
  outgoing('original', plain),
];

/** Ours: the client's own way from a plaintext to a stored picture, from the announcement until it is complete. */
export async function sendSealed({ transport, room }: Target, plain: Blob): Promise<void> {
  await sendPicture({
    ...{ transport, room, objects: pictureOf(plain), announced: { intent: '' } },
    arrived: () => undefined,
    isOver: () => false,
  });
}

/** A blob as large as `plain` sealed, for `sendSigned`. */
export const likeSealed = (plain: Blob): Blob => randomBlob(sealedSize(plain.size));

const b64 = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

type Put = Output<'pictures', 'signParts'>['puts'][number];
interface Part {
  readonly index: number;
  readonly size: number;
  readonly sha256: string;
  readonly bytes: Blob;
}

async function partOf(plain: Blob, like: Blob, index: number): Promise<Part> {
  const { from, to } = partRange(plain.size, index);
  const part = new Uint8Array(await like.slice(from, to).arrayBuffer());
  const sha256 = b64(await crypto.subtle.digest('SHA-256', part));
  return { index, size: to - from, sha256, bytes: new Blob([part]) };
}

/** The same parts announced, hashed, signed, sent and completed, as many on their way at once; nothing is sealed. */
export async function sendSigned({ transport, room }: Target, plain: Blob, like: Blob): Promise<void> {
  const objects = pictureOf(plain);
  const firsts = await Promise.all(objects.map(({ plain: of }) => partOf(of, of === plain ? like : likeSealed(of), 0)));
  const wanted = objects.map(({ rendition, size }, at) => ({ rendition, size, sha256: firsts[at]?.sha256 ?? '' }));
  const announced = await transport.call('pictures', 'intend', { room, objects: wanted });
  const { intent } = announced;
  const puts = new Map(announced.objects.map((object) => [object.rendition, object]));
  const send = ({ bytes }: Part, put: Put | undefined) => transport.put(put?.url ?? '', put?.headers ?? {}, bytes);
  const underway = new Set<Promise<unknown>>();
  const begin = async (sending: Promise<unknown>): Promise<void> => {
    const done: Promise<unknown> = sending.finally(() => underway.delete(done));
    underway.add(done);
    if (underway.size >= 2) await Promise.race(underway);
  };
  await begin(Promise.all(objects.map(({ rendition }, at) => send(firsts[at] as Part, puts.get(rendition)?.put))));
  for (let index = 1; index < partCount(plain.size); index++) {
    const part = await partOf(plain, like, index);
    const { size, sha256 } = part;
    const asked = { intent, parts: [{ object: puts.get('original')?.id ?? '', index, size, sha256 }] };
    const signed = transport.call('pictures', 'signParts', asked);
    await begin(signed.then(({ puts: [put] }) => send(part, put)));
  }
  await Promise.all(underway);
  const { stored } = await transport.call('pictures', 'complete', { intent });
  if (!stored) throw new Error('the parts were not stored');
}

/** One PUT of the plaintext to an address signed beforehand. */
export async function sendPlain(url: string, plain: Blob): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: plain });
  if (!answer.ok) throw new Error(`the store answered ${String(answer.status)}`);
  await answer.arrayBuffer();
}
