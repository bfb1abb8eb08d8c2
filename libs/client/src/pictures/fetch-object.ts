import type { Bytes } from '@consilium/bytes';
import { Problem, type LedgerId, type StoredObject } from '@consilium/domain';
import { CannotOpen, checkObjectKey, checkPart, openObject, partCount, partRange } from '@consilium/sealing';
import type { Transport } from '../service/transport';

const tampered =
  'This picture is not the one that was posted. It is not shown; save the evidence file and tell your registration officer.';

const gatherMilliseconds = 4;
const mostLinks = 100;

interface Wanted {
  readonly object: string;
  readonly take: (url: string) => void;
  readonly fail: (error: unknown) => void;
}

/** Asks for reading links of many objects in one call, when many pictures are wanted at once. */
export class Links {
  private wanted: Wanted[] = [];

  constructor(
    private readonly transport: Transport,
    private readonly room: LedgerId,
  ) {}

  of(object: string): Promise<string> {
    return new Promise((take, fail) => {
      this.wanted.push({ object, take, fail });
      if (this.wanted.length === 1) setTimeout(() => void this.ask(), gatherMilliseconds);
      else if (this.wanted.length >= mostLinks) void this.ask();
    });
  }

  private async ask(): Promise<void> {
    const asked = this.wanted;
    this.wanted = [];
    if (asked.length === 0) return;
    try {
      const objects = [...new Set(asked.map(({ object }) => object))];
      const { links } = await this.transport.call('pictures', 'links', { room: this.room, objects });
      const urls = new Map<string, string>(links.map(({ object, url }) => [object, url]));
      for (const { object, take, fail } of asked) {
        const url = urls.get(object);
        if (url === undefined) fail(new Problem('not-found', 'This picture is not there for you.'));
        else take(url);
      }
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}

/** The ciphertext of an object, every part of the size and hash that the signed entry states. */
async function fetchChecked(transport: Transport, url: string, object: StoredObject): Promise<Bytes> {
  const count = partCount(object.length);
  if (count !== object.parts.length) throw new CannotOpen();
  const whole = new Uint8Array(object.size);
  for (let index = 0; index < count; index++) {
    const { from, to } = partRange(object.length, index);
    const part = await transport.get(url, count === 1 ? undefined : { from, to });
    if (part.length !== to - from || to > whole.length) throw new CannotOpen();
    await checkPart(part, object.parts[index] ?? '');
    whole.set(part, from);
  }
  return whole;
}

/** The plaintext of a stored rendition. Anything but exactly what was posted is refused before a pixel of it is read. */
export async function fetchObject(
  transport: Transport,
  url: string,
  object: StoredObject,
  key: Uint8Array,
): Promise<Bytes> {
  try {
    checkObjectKey(key, object.id, object.okc);
    return await openObject(key, await fetchChecked(transport, url, object), object.length);
  } catch (error) {
    if (error instanceof CannotOpen) throw new Problem('wrong-state', tampered);
    throw error;
  }
}
