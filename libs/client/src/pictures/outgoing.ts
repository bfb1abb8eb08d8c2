import { randomBytes, type Bytes } from '@consilium/bytes';
import type { ObjectId, Rendition } from '@consilium/domain';
import { newObjectKey, objectCommitment, partCount, partRange, sealedSize } from '@consilium/sealing';

/** One rendition on its way. Key and salt stay with the plaintext they first sealed, so that a resumed part is the same part. */
export interface OutgoingObject {
  readonly rendition: Rendition;
  readonly plain: Blob;
  readonly key: Bytes;
  readonly salt: Bytes;
  readonly size: number;
  /** Given by the service when it takes the intent. */
  id: ObjectId | '';
  /** SHA-256 of each sealed part, b64; known from its first sealing on. */
  readonly hashes: string[];
  /** Whether each part is in the store. */
  readonly stored: boolean[];
}

export function outgoing(rendition: Rendition, plain: Blob): OutgoingObject {
  const parts = partCount(plain.size);
  return {
    rendition,
    plain,
    key: newObjectKey(),
    salt: randomBytes(16),
    size: sealedSize(plain.size),
    id: '',
    hashes: Array.from({ length: parts }, () => ''),
    stored: Array.from({ length: parts }, () => false),
  };
}

export const commitmentOf = (object: OutgoingObject): string => objectCommitment(object.key, object.id);

/** Bytes of the parts that arrived already. */
export function arrivedBytes(object: OutgoingObject): number {
  return object.stored.reduce((sum, isStored, index) => {
    const { from, to } = partRange(object.plain.size, index);
    return isStored ? sum + to - from : sum;
  }, 0);
}
