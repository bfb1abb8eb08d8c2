import { equalBytes, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { hkdf } from '../hkdf';
import { fromB64, lp, ofLength, rawOf } from '../raw';
import { CannotOpen } from '../cannot-open';

/** A fresh key for one object, 32 bytes: the RFC 8188 input keying material. Never used for a second object. */
export function newObjectKey(): Bytes {
  return randomBytes(32);
}

/** `okc`, b64 of 32 bytes: binds an object (id b64, 16 bytes) to one key. */
export function objectCommitment(objectKey: Uint8Array, objectId: string): string {
  return toB64(hkdf(ofLength(objectKey, 32), lp('consilium/1 object commit', rawOf(objectId, 16))));
}

/** Passes an object key that is the committed one; any other throws `CannotOpen`. */
export function checkObjectKey(objectKey: Uint8Array, objectId: string, commitment: string): void {
  if (!equalBytes(fromB64(objectCommitment(objectKey, objectId)), fromB64(commitment))) throw new CannotOpen();
}
