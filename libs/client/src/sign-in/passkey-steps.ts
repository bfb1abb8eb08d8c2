import type { GestureAsked, GestureGiven } from '../vault/gesture';

/** Bytes as b64 wherever they cross between worker and page. */
export interface PasskeyCreation {
  challenge: string;
  rpId: string;
  userHandle: string;
  userName: string;
  prfSalt: string;
  exclude: string[];
}
export interface PasskeyAssertion extends GestureAsked {
  prfSalt: string;
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

/** A passkey that stays when the account key is renewed. One that is not used now opens no keys afterwards. */
export interface KeptPasskey {
  passkey: string;
  needs: 'gesture' | 'passphrase';
  assertion: PasskeyAssertion;
}
