import { randomBytes } from '@consilium/bytes';
import type { ActToWrite, PersonId, Statement } from '@consilium/domain';
import { signerFromSeed } from '@consilium/ledger';
import { newSealingKey } from '@consilium/sealing';
import { authenticator, provenJoin, readInLetter } from '@consilium/testkit/ledger';
import type { EvilMember } from './evil-member';
import { newId } from './forged-clearances';

/** Somebody of an officer's own making, who says this of themselves and is read in a letter of the officer's own. */
export async function shamCredential(
  { vault: { root, clock } }: EvilMember,
  origin: string,
  states: Statement,
): Promise<ActToWrite<'credential'>> {
  const person = newId() as PersonId;
  const key = authenticator('ES256', origin, 'localhost');
  const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
  const keys = { signing: signer.public, sealing: sealing.publicKey, recovery: signer.public };
  const unproven = { v: 1, root, person, states, ...keys, passkeys: [key.passkey], at: clock.now() } as const;
  const join = await provenJoin(unproven, signer, [key]);
  const read = { staff: [readInLetter(states, clock.now())], why: '', expires: clock.now() + 86_400 };
  return { person, join, level: 'V1', registration: [], ...read };
}
