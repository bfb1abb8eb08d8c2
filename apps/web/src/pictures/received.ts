import type { Rendition } from '@consilium/domain';
import { receive, says } from '@consilium/pictures';

/** Pixels that may be shown: measured, and said by nothing in the file itself how they are turned. */
export interface Received {
  readonly bytes: Blob;
  /** 1 to 8 (EXIF). */
  readonly orientation: number;
  /** Whether the file says more than the picture: what its author's program should have taken out. */
  readonly isTelling: boolean;
}

/** Looks at what arrived before a decoder does. Throws `Problem('bad-input')`. */
export async function received({ bytes }: { readonly bytes: Blob }, rendition: Rendition): Promise<Received> {
  const file = new Uint8Array(await bytes.arrayBuffer());
  const { bytes: stored, orientation } = receive(file, rendition);
  const isTelling = (await says(file)).length > 0;
  return { bytes: orientation === 1 ? bytes : new Blob([stored], { type: bytes.type }), orientation, isTelling };
}
