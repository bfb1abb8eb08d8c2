import type { Bytes } from '@consilium/bytes';
import { lp, ofLength, rawOf, textOf, utf8 } from './raw';
import { hkdf } from './hkdf';
import { gcmOverhead, openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import { frame, framedLength, unframe } from './padding';
import { threadContext, type ThreadContext } from './thread-key';

/** Where a sealed field stands. Entry and author ids are b64 of 16 bytes; type and field are text. Nothing here changes at rebase. */
export interface ContentPlace {
  readonly ctx: ThreadContext;
  readonly entry: string;
  readonly author: string;
  readonly type: string;
  readonly field: string;
}

/** Inner sizes (bytes); what is sealed is 28 longer. */
export const contentSizes = [256, 1024, 4096, 16384, 65536] as const;

/** The longest text (bytes of UTF-8) that can be sealed as one field. */
export const longestContent = 65532;

/** Thrown when sealing a text that no size class holds. */
export class TooLong extends RangeError {
  override readonly name = 'TooLong';

  constructor() {
    super(`A text may have at most ${String(longestContent)} bytes`);
  }
}

const label = 'consilium/1 content';

function contentKey(key: Uint8Array, place: ContentPlace): Bytes {
  return hkdf(ofLength(key, 32), lp(label, threadContext(place.ctx)), { salt: rawOf(place.entry, 16) });
}

function contentAad({ ctx, entry, author, type, field }: ContentPlace): Bytes {
  return lp(label, threadContext(ctx), rawOf(entry, 16), rawOf(author, 16), type, field);
}

/** Seals a text or bytes for one field of one entry: padded to a size class, fresh nonce each time. `TooLong` beyond 65532 bytes. */
export async function sealContent(key: Uint8Array, place: ContentPlace, text: string | Uint8Array): Promise<Bytes> {
  const content = typeof text === 'string' ? utf8(text) : text;
  const size = contentSizes.find((inner) => framedLength(content.length) <= inner);
  if (size === undefined) throw new TooLong();
  return sealGcm(contentKey(key, place), frame(content, size), contentAad(place));
}

/** Opens a sealed field in its own place; any other place, size or padding throws `CannotOpen`. */
export async function openContent(key: Uint8Array, place: ContentPlace, blob: Uint8Array): Promise<Bytes> {
  if (!contentSizes.some((inner) => inner + gcmOverhead === blob.length)) throw new CannotOpen();
  return unframe(await openGcm(contentKey(key, place), blob, contentAad(place)));
}

/** `openContent` of a field that holds text. */
export async function openText(key: Uint8Array, place: ContentPlace, blob: Uint8Array): Promise<string> {
  return textOf(await openContent(key, place, blob));
}
