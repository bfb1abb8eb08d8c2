import { hkdf, lp, ofLength, rawOf, toB64, type Bytes } from './bytes';

/** The 32-byte secret of an invitation link's fragment, found again from the officer's `invitationSeed` and the invitation id (b64, 16 bytes). */
export function invitationSecret(seed: Uint8Array, invitationId: string): Bytes {
  return hkdf(ofLength(seed, 32), lp('consilium/1 invitation secret', rawOf(invitationId, 16)));
}

/** What proves to the inviting officer that the join they see was made by the holder of the link; b64 of 32 bytes. `joinHash` = SHA-256 of the join's signing input, b64. */
export function invitationProof(secret: Uint8Array, root: string, joinHash: string): string {
  const info = lp('consilium/1 invitation', rawOf(root, 32), rawOf(joinHash, 32));
  return toB64(hkdf(ofLength(secret, 32), info));
}
