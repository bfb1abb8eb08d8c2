import { advisersOf, holdsNow, type OrganisationId, type OrganisationKey, type PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';

/** Where an organisation's key stands for one adviser's device. */
export interface OrganisationKeyStanding {
  /** This device opens what is sealed to it. */
  readonly ready: boolean;
  /**
   * Whether one has to be made: the first, the next since somebody who holds it left or changed keys, or a new one where
   * the newest did not reach this device.
   */
  readonly due: 'first' | 'next' | 'lost' | 'nothing';
  /** Who began the newest. */
  readonly begunBy: PersonId | '';
  /** Advisers who lack it, where this device can pass it on. */
  readonly lacking: readonly PersonId[];
  /** Whom the key that is due would go to, and who of them never held the one before. */
  readonly recipients: readonly { readonly person: PersonId; readonly isNew: boolean }[];
}

/** Active advisers who were not granted the key yet. */
export function lackingOf({ view, clock }: Vault, org: OrganisationId, key: OrganisationKey): readonly PersonId[] {
  return advisersOf(view, org, clock.now()).filter((person) => !holdsNow(view, key, person));
}

/** A renewed key leads to every one before it: who is new to it comes to read all there is and was. */
export function recipientsNow(
  { view, clock }: Vault,
  org: OrganisationId,
  key: OrganisationKey | undefined,
): OrganisationKeyStanding['recipients'] {
  return advisersOf(view, org, clock.now()).map((person) => ({
    person,
    isNew: key !== undefined && !key.sealedTo.some((each) => each.person === person),
  }));
}
