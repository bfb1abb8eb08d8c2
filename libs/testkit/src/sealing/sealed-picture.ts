import { randomBytes } from '@consilium/bytes';
import { partSealer } from '@consilium/sealing';

/** A plaintext no two records of which are alike; for the tests. */
export const pattern = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

/** All parts of a sealed object from `firstPart` on, each in a buffer of its own. */
export async function seal(
  key: Uint8Array,
  plain: Blob | Uint8Array,
  { salt = randomBytes(16), firstPart = 0 }: { salt?: Uint8Array; firstPart?: number } = {},
): Promise<Uint8Array[]> {
  const sealer = await partSealer(key, plain, salt);
  const parts: Uint8Array[] = [];
  for (let index = firstPart; index < sealer.parts; index++) {
    parts.push((await sealer.seal(index, new Uint8Array(sealer.bufferLength))).bytes);
  }
  return parts;
}
