import { concat, equalBytes, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { lp, ofLength, rawOf } from './raw';
import { hkdf } from './hkdf';

/** What an invitation offers; `organisation` is an id, b64, or "". */
export interface InvitationTerms {
  readonly role: string;
  readonly organisation: string;
  /** Who of the register comes with other keys by it; absent for a joiner. */
  readonly person?: string;
}

const nonceLength = 8;

function boundTo(seed: Uint8Array, nonce: Uint8Array, { role, organisation, person }: InvitationTerms): Bytes {
  const of = person === undefined ? [] : [person];
  const tag = hkdf(ofLength(seed, 32), lp('consilium/1 invitation terms', nonce, role, organisation, ...of));
  return concat([nonce, tag.subarray(0, nonceLength)]);
}

/** A fresh invitation id (b64, 16 bytes): 8 random bytes, and 8 that bind it to its terms under the officer's `invitationSeed`. */
export function invitationFor(seed: Uint8Array, terms: InvitationTerms): string {
  return toB64(boundTo(seed, randomBytes(nonceLength), terms));
}

/** Whether this officer made the invitation with these terms, whatever the service says of it. */
export function isInvitationFor(seed: Uint8Array, invitationId: string, terms: InvitationTerms): boolean {
  const id = rawOf(invitationId, 2 * nonceLength);
  return equalBytes(id, boundTo(seed, id.subarray(0, nonceLength), terms));
}

/** The 32-byte secret of an invitation link's fragment, found again from the officer's `invitationSeed` and the invitation id (b64, 16 bytes). */
export function invitationSecret(seed: Uint8Array, invitationId: string): Bytes {
  return hkdf(ofLength(seed, 32), lp('consilium/1 invitation secret', rawOf(invitationId, 16)));
}

/** What proves to the inviting officer that the join they see was made by the holder of the link; b64 of 32 bytes. `joinHash` = SHA-256 of the join's signing input, b64. */
export function invitationProof(secret: Uint8Array, root: string, joinHash: string): string {
  const info = lp('consilium/1 invitation', rawOf(root, 32), rawOf(joinHash, 32));
  return toB64(hkdf(ofLength(secret, 32), info));
}
