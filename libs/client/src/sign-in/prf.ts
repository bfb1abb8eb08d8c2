import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { fromB64 } from '@consilium/sealing';

/** The 32 bytes of a PRF result, or what to do when they are not. */
export function prfOutput(prf: string): Bytes {
  const output = fromB64(prf);
  if (output.length !== 32)
    throw new Problem('bad-input', 'The passkey gave no usable key. Try again, or use a passphrase.');
  return output;
}

/** A challenge nobody checks, for a gesture that only fetches the PRF output. 32 random bytes, b64. */
export function emptyChallenge(): string {
  return toB64(randomBytes(32));
}
