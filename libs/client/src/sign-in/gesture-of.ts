import type { Gesture } from '@consilium/domain';

/** What of a page's answer is a gesture. */
interface Asserted {
  readonly id: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

/** The page's answer as it is stored. */
export function gestureOf(passkey: Asserted, nonce: string): Gesture {
  return {
    cred: passkey.id,
    nonce,
    authData: passkey.authenticatorData,
    clientData: passkey.clientDataJSON,
    sig: passkey.signature,
  };
}
