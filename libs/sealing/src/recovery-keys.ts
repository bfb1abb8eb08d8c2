import type { Bytes } from '@consilium/bytes';
import { ofLength, utf8 } from './raw';
import { hkdf } from './hkdf';

/** The seed of the Ed25519 key a person signs in with when no passkey is left; from the 32 bytes behind the words. */
export function recoverySignInSeed(entropy: Uint8Array): Bytes {
  return hkdf(ofLength(entropy, 32), utf8('consilium/1 recovery sign-in'));
}

/** The seed of the Ed25519 key that may add a passkey to the register when none is left, and do nothing else there. */
export function recoveryActSeed(entropy: Uint8Array): Bytes {
  return hkdf(ofLength(entropy, 32), utf8('consilium/1 recovery act'));
}

/** The key that wraps the account key for the recovery words, 32 bytes. */
export function recoveryWrapKey(entropy: Uint8Array): Bytes {
  return hkdf(ofLength(entropy, 32), utf8('consilium/1 recovery wrap'));
}
