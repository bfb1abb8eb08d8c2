import type { Bytes } from '@consilium/bytes';

/** Whether a signature (64 bytes) over these bytes is by this public key (b64 of 32 bytes). What is no key has signed nothing. */
export type Verify = (publicKey: string, signature: Bytes, signed: Bytes) => Promise<boolean>;
