import { bytes } from './shape';

/** All ids and hashes are canonical base64url without padding: 16 bytes → 22 characters, 32 bytes → 43. */
type Branded<Name extends string> = string & { readonly __brand: Name };

export type PersonId = Branded<'PersonId'>;
export type TeamId = Branded<'TeamId'>;
export type OrganisationId = Branded<'OrganisationId'>;
export type ThreadId = Branded<'ThreadId'>;
export type EntryId = Branded<'EntryId'>;
export type ConsentId = Branded<'ConsentId'>;
export type ClearanceId = Branded<'ClearanceId'>;
export type ObjectId = Branded<'ObjectId'>;
/** Hash of a ledger's first entry. */
export type LedgerId = Branded<'LedgerId'>;
/** SHA-256, b64. */
export type Hash = Branded<'Hash'>;
/** RFC 7638 thumbprint of an Ed25519 public key. */
export type KeyId = Branded<'KeyId'>;

/** The author of a tick: the deployment's own service key, which is nobody's. */
export const SERVICE = 'service' as PersonId;

export const personId = bytes<PersonId>(16);
export const teamId = bytes<TeamId>(16);
export const organisationId = bytes<OrganisationId>(16);
export const threadId = bytes<ThreadId>(16);
export const entryId = bytes<EntryId>(16);
export const hash = bytes<Hash>(32);
export const ledgerId = bytes<LedgerId>(32);
export const keyId = bytes<KeyId>(32);
export const consentId = bytes<ConsentId>(16);
export const clearanceId = bytes<ClearanceId>(16);
export const objectId = bytes<ObjectId>(16);
