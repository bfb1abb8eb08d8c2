import { blobRef } from '../kernel/entry';
import { hash, objectId } from '../kernel/ids';
import { integer, list, object, oneOf, type ShapeOf } from '../kernel/shape';
import type { Words } from '../words/tables';

/** One stored rendition: ciphertext size and the SHA-256 of each part; `length` is the plaintext's. */
export const storedObjectIn = ({ renditions }: Pick<Words, 'renditions'>) =>
  object({
    rendition: oneOf(renditions),
    id: objectId,
    size: integer(1, 400_000_000),
    length: integer(1, 200_000_000),
    parts: list(hash, { min: 1, max: 64 }),
    okc: hash,
    sealedKey: blobRef,
  });
export type StoredObject = ShapeOf<ReturnType<typeof storedObjectIn>>;
