import type { Bytes } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import type { Signer } from '@consilium/ledger';
import type { Keyring, SealingKeyPair } from '@consilium/sealing';

/** A person's keys, open. Lives in the vault and nowhere else. */
export interface Opened {
  readonly person: PersonId;
  readonly accountKey: Bytes;
  readonly keyring: Keyring;
  readonly signer: Signer;
  readonly sealing: SealingKeyPair;
}
