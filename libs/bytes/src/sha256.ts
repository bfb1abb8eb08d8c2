import { sha256 as sha256Of } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes';

/** SHA-256 at once, for what is small and hashed thousands of times: WebCrypto costs more per call than such a hash. */
export function sha256(bytes: Uint8Array): Bytes {
  return sha256Of(bytes);
}

/** SHA-256 by the platform, off this thread: for what is large, or where the caller waits for WebCrypto anyway. */
export async function digest(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}
