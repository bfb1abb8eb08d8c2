import type { Transport } from '@consilium/client';
import { partCount, partRange, sealedSize } from '@consilium/sealing';
import { outgoing, type OutgoingObject, sendObject } from '@consilium/client/testing';

/** Random bytes of the given length; they stay the same from one call to the next. */
export function randomBlob(bytes: number): Blob {
  const chunk = new Uint8Array(1 << 20);
  for (let from = 0; from < chunk.length; from += 65_536) crypto.getRandomValues(chunk.subarray(from, from + 65_536));
  const whole = Array.from({ length: Math.floor(bytes / chunk.length) }, () => chunk);
  return new Blob([...whole, chunk.subarray(0, bytes % chunk.length)]);
}

export interface Target {
  readonly transport: Transport;
  readonly room: string;
}

const smallest = 22;

async function announce({ transport, room }: Target, object: OutgoingObject): Promise<string> {
  const answer = await transport.call('pictures', 'intend', {
    room,
    objects: [
      { rendition: 'original', size: object.size },
      { rendition: 'thumb', size: smallest },
      { rendition: 'view', size: smallest },
    ],
  });
  const found = answer.objects.find(({ rendition }) => rendition === 'original');
  object.id = (found?.id ?? '') as OutgoingObject['id'];
  return answer.intent;
}

/** Ours: the client's own way from a plaintext to a stored object, from the announcement until it is complete. */
export async function sendSealed(target: Target, plain: Blob): Promise<void> {
  const object = outgoing('original', plain);
  const intent = await announce(target, object);
  await sendObject({ transport: target.transport, intent, object, arrived: () => undefined });
}

/** A blob as large as `plain` sealed, for `sendSigned`. */
export const likeSealed = (plain: Blob): Blob => randomBlob(sealedSize(plain.size));

const b64 = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The same parts announced, hashed, signed, sent and completed, two on their way at once; nothing is sealed. */
export async function sendSigned(target: Target, plain: Blob, like: Blob): Promise<void> {
  const { transport } = target;
  const object = outgoing('original', plain);
  const intent = await announce(target, object);
  const underway = new Set<Promise<void>>();
  for (let index = 0; index < partCount(plain.size); index++) {
    const { from, to } = partRange(plain.size, index);
    const part = new Uint8Array(await like.slice(from, to).arrayBuffer());
    const sha256 = b64(await crypto.subtle.digest('SHA-256', part));
    const asked = { intent, object: object.id, parts: [{ index, size: to - from, sha256 }] };
    const send = async (): Promise<void> => {
      const { puts } = await transport.call('pictures', 'signParts', asked);
      object.etags[index] = await transport.put(puts[0]?.url ?? '', puts[0]?.headers ?? {}, new Blob([part]));
    };
    const done: Promise<void> = send().finally(() => underway.delete(done));
    underway.add(done);
    if (underway.size >= 2) await Promise.race(underway);
  }
  await Promise.all(underway);
  const etags = object.etags.map((etag) => etag ?? '');
  const { stored } = await transport.call('pictures', 'complete', { intent, object: object.id, etags });
  if (!stored) throw new Error('the parts were not stored');
}

/** One PUT of the plaintext to an address signed beforehand. */
export async function sendPlain(url: string, plain: Blob): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: plain });
  if (!answer.ok) throw new Error(`the store answered ${String(answer.status)}`);
  await answer.arrayBuffer();
}
