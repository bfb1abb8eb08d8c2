import type { Bytes } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import type { Signer } from '@consilium/ledger';
import type { Keyring, SealingKeyPair } from '@consilium/sealing';
import type { ShelfOwner } from '../shelf/own-shelf';

/** Whose shelf is open with these keys. */
export function shelfOwnerOf({ person, accountKey, keyring }: Opened): ShelfOwner {
  return { person, accountKey, version: keyring.version };
}

/** A person's keys, open. Lives in the vault and nowhere else. */
export interface Opened {
  readonly person: PersonId;
  readonly accountKey: Bytes;
  readonly keyring: Keyring;
  readonly signer: Signer;
  readonly sealing: SealingKeyPair;
  /** What was sealed to earlier: they open what was granted while the register listed them, and nothing is sealed to them. */
  readonly former: readonly SealingKeyPair[];
  /** SHA-256 of the keyring as it was sealed, b64. */
  readonly sealedHash: string;
  /** What the person's passkeys are asked for their secrets with, by credential id. */
  readonly prfInputs: Readonly<Record<string, string>>;
}
