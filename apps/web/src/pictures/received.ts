import type { Rendition } from '@consilium/domain';
import { receive } from '@consilium/pictures';

/** Pixels that may be shown: measured, and said by nothing in the file itself how they are turned. */
export interface Received {
  readonly bytes: Blob;
  /** 1 to 8 (EXIF). */
  readonly orientation: number;
}

/** Looks at what arrived before a decoder does. Throws `Problem('bad-input')`. */
export async function received({ bytes }: { readonly bytes: Blob }, rendition: Rendition): Promise<Received> {
  const { bytes: stored, orientation } = receive(new Uint8Array(await bytes.arrayBuffer()), rendition);
  return { bytes: orientation === 1 ? bytes : new Blob([stored], { type: bytes.type }), orientation };
}
