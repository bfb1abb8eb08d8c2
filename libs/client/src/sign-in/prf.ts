import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { fromB64, type PrfResult } from '@consilium/sealing';

/** The result of a passkey's PRF for this input, or what to do when it is none. */
export function prfResult(input: string, prf: string): PrfResult & { readonly output: Bytes } {
  const output = fromB64(prf);
  if (output.length !== 32)
    throw new Problem('bad-input', 'The passkey gave no usable key. Try again, or use a passphrase.');
  return { input, output };
}

/** A challenge nobody checks, for a gesture that only fetches the PRF output. 32 random bytes, b64. */
export function emptyChallenge(): string {
  return toB64(randomBytes(32));
}
