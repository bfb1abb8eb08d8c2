import { sha256, type Bytes } from '@consilium/bytes';
import { lp, ofLength, rawOf } from './raw';
import { CannotOpen } from './cannot-open';
import { openWith, sealTo, type SealingKeyPair } from './sealing-key';
import { hkdf } from './hkdf';
import { checkThreadKey, type ThreadContext } from './thread-key';

/**
 * Everything a grant belongs to; all b64. Root, ledger and commitment are 32 bytes, thread, granter, recipient and
 * clearance 16, the recipient's public key 1216. `granter` is the entry's author: base mode authenticates nobody else.
 * For an organisation's key: thread and (for grants to it) recipient are the organisation id, ledger is the root.
 */
export interface GrantPlace extends ThreadContext {
  readonly root: string;
  readonly commitment: string;
  readonly granter: string;
  readonly recipient: string;
  readonly recipientPublicKey: string;
  /** The clearance an outside colleague's grant rests on; `''` for everybody else. */
  readonly clearance: string;
}

/** enc (1120) ‖ ciphertext of the 32-byte key and its tag (48). */
const grantLength = 1168;

/** The HPKE `info` of a grant. A grant opens in this place and in no other. */
export function grantInfo(place: GrantPlace): Bytes {
  return lp(
    'consilium/1 grant',
    rawOf(place.root, 32),
    rawOf(place.ledger, 32),
    rawOf(place.thread, 16),
    place.generation,
    rawOf(place.commitment, 32),
    rawOf(place.granter, 16),
    rawOf(place.recipient, 16),
    sha256(rawOf(place.recipientPublicKey, 1216)),
    place.clearance === '' ? '' : rawOf(place.clearance, 16),
  );
}

/**
 * The randomness of a grant's encapsulation, 64 bytes, of the key that it gives: whoever holds the key makes the same grant
 * again, byte for byte, and so sees whether each grant of a generation is a good one. It is known to nobody else.
 */
export function grantRandomness(key: Uint8Array, place: Pick<GrantPlace, 'recipient' | 'recipientPublicKey'>): Bytes {
  const info = lp('consilium/1 encaps', rawOf(place.recipient, 16), rawOf(place.recipientPublicKey, 1216));
  return hkdf(ofLength(key, 32), info, { length: 64 });
}

/**
 * Gives one recipient one generation's key; 1168 bytes, always the same ones. Throws `CannotOpen` for a key that is not the committed one and
 * for a recipient key that cannot be sealed to, so that the caller can leave out one broken key without losing a rotation.
 * This and `openGrant` are the only two that know how keys travel.
 */
export async function sealGrant(key: Uint8Array, place: GrantPlace): Promise<Bytes> {
  checkThreadKey(key, place, place.commitment);
  return sealTo(place.recipientPublicKey, key, grantInfo(place), grantRandomness(key, place));
}

/** The granted key, checked against the commitment; anything else throws `CannotOpen`. */
export async function openGrant(blob: Uint8Array, place: GrantPlace, pair: SealingKeyPair): Promise<Bytes> {
  ofLength(blob, grantLength);
  if (place.recipientPublicKey !== pair.publicKey) throw new CannotOpen();
  const key = await openWith(pair, blob, grantInfo(place));
  checkThreadKey(key, place, place.commitment);
  return key;
}
