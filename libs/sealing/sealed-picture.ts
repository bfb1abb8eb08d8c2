import { sealParts, type SealOptions } from './src/image-stream/seal-parts';

/** A plaintext no two records of which are alike; for the tests. */
export const pattern = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

/** All parts of a sealed object, each copied out of the buffer it came in. */
export async function seal(
  key: Uint8Array,
  plain: Blob | Uint8Array,
  options: SealOptions = {},
): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of sealParts(key, plain, options)) parts.push(part.bytes.slice());
  return parts;
}
