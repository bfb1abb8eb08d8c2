import type { Gesture } from '@consilium/domain';

/** What a passkey is asked to sign, all b64. `allow`: those that may answer; empty: any discoverable one. */
export interface GestureAsked {
  challenge: string;
  rpId: string;
  allow: string[];
}

/** What of a page's answer is a gesture. */
export interface GestureGiven {
  id: string;
  authenticatorData: string;
  clientDataJSON: string;
  signature: string;
}

/** Asks the person at the device for a gesture, which browsers allow in windows only. Rejects where they cancel. */
export type AskGesture = (asked: GestureAsked) => Promise<GestureGiven>;

/** The page's answer as it is stored. */
export function gestureOf(given: GestureGiven, nonce: string): Gesture {
  return {
    cred: given.id,
    nonce,
    authData: given.authenticatorData,
    clientData: given.clientDataJSON,
    sig: given.signature,
  };
}
