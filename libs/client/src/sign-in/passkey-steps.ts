import type { GestureAsked, GestureGiven } from '../vault/gesture';

/** Bytes as b64 wherever they cross between worker and page. */
export interface PasskeyCreation {
  challenge: string;
  rpId: string;
  userHandle: string;
  userName: string;
  /** What its secret is asked with: 32 random bytes of this passkey's first wrap. */
  prfInput: string;
  exclude: string[];
}
/** What each passkey is asked for its secret with, by credential id. */
export type PrfInputs = Readonly<Record<string, string>>;
export interface PasskeyAssertion extends GestureAsked {
  prf: PrfInputs;
}
/** What the page's WebAuthn calls gave. `prf`: the 32-byte PRF output, when the authenticator has PRF; handed over at once and not kept. */
export interface CreatedPasskey {
  id: string;
  attestationObject: string;
  clientDataJSON: string;
  transports: string[];
  prfSupported: boolean;
  prf: string | undefined;
}
export interface AssertedPasskey extends GestureGiven {
  userHandle: string | undefined;
  prf: string | undefined;
}

/** Where a joining stands after the passkey was made. */
export interface PasskeyStep {
  /** `second-gesture`: the authenticator gives PRF only at an assertion: run it and call `joinPrf`. `passphrase`: no PRF at all. */
  needs: 'nothing' | 'second-gesture' | 'passphrase';
  assertion: PasskeyAssertion | undefined;
}

/** A passkey that stays when the keys are renewed, as it is asked to stand by them and to open them. */
export interface KeptPasskey {
  passkey: string;
  /** `passphrase`: it gives no secret, so its passphrase is typed besides. */
  needs: 'gesture' | 'passphrase';
  assertion: PasskeyAssertion;
}
