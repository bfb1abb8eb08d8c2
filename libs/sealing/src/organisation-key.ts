import { newSealingKey, sealingKeyFromSeed, type SealingKeyPair } from './sealing-key';

/**
 * An organisation's key: its K (32 bytes, committed and granted like a thread key, with thread = organisation id and
 * ledger = root) is an X-Wing seed. What is sealed to the organisation is an ordinary grant with the organisation id as
 * recipient; advisers hold K and open it with `organisationPair`.
 */
export async function newOrganisationKey(): Promise<Uint8Array<ArrayBuffer>> {
  return (await newSealingKey()).seed;
}

/** The public half, b64 of 1216 bytes: `public` of an `org-key` entry. */
export async function organisationPublic(seed: Uint8Array): Promise<string> {
  return (await sealingKeyFromSeed(seed)).publicKey;
}

/** Opens grants made to the organisation. */
export function organisationPair(seed: Uint8Array): Promise<SealingKeyPair> {
  return sealingKeyFromSeed(seed);
}
