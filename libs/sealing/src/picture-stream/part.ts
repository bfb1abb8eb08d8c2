import { equalBytes, toB64 } from '@consilium/bytes';
import { fromB64 } from '../raw';
import { owned } from '../aes-gcm';
import { CannotOpen } from '../cannot-open';

/** SHA-256 of a part of a sealed object, b64; by WebCrypto, since a part has up to 8 MiB. */
export async function partHash(bytes: Uint8Array): Promise<string> {
  return toB64(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', owned(bytes))));
}

/** Passes a part that has the stated hash (b64); any other throws `CannotOpen`. */
export async function checkPart(bytes: Uint8Array, expectedSha256: string): Promise<void> {
  if (!equalBytes(fromB64(await partHash(bytes)), fromB64(expectedSha256))) throw new CannotOpen();
}
