import { bytes, bytesBetween, list, object, pattern, type ShapeOf } from './shape';

/** Ed25519 public key, 32 bytes. */
export const signingPublic = bytes(32);
/** X-Wing public key, 1216 bytes: ML-KEM-768 (1184) and X25519 (32). */
export const sealingPublic = bytes(1216);
/** Domain name a passkey belongs to. */
export const rpId = pattern(/^(?:localhost|(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63})$/, 'a domain name');

export const passkey = object({ credential: bytesBetween(1, 1023), cose: bytesBetween(32, 1024), rpId });
export type Passkey = ShapeOf<typeof passkey>;
export const passkeys = list(passkey, { min: 1, max: 20 });

/** A WebAuthn assertion over a labelled challenge; all b64. `nonce` is the server's, single use. */
export const gesture = object({
  cred: bytesBetween(1, 1023),
  nonce: bytes(32),
  authData: bytesBetween(37, 1024),
  clientData: bytesBetween(32, 2048),
  sig: bytesBetween(8, 512),
});
export type Gesture = ShapeOf<typeof gesture>;

/** A JWS in compact form; what it says is read by the ledger library before a rule book sees it. */
export const compactJws = pattern(
  /^[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,40000}\.[A-Za-z0-9_-]{86}$/,
  'a signed document',
);
