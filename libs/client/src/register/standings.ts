import { randomBytes, toB64 } from '@consilium/bytes';
import {
  longestName,
  usableName,
  type ActToWrite,
  type OrganisationId,
  type OrganisationKind,
  type PersonId,
  type PersonStatus,
} from '@consilium/domain';
import { confirmAndWrite } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { usableAnchor } from './anchor';
import { activateRules } from './rules-in-force';

/** What an officer says of organisations and people that are in the register, and of its rules: each with a gesture. */
export interface StandingsDoor {
  /** `anchor`: a defence organisation's own key, kept offline; nothing for none. */
  addOrganisation(name: string, kind: OrganisationKind, anchor?: string): Promise<string>;
  setStatus(person: string, status: PersonStatus, source: string): Promise<void>;
  /** Ends an adviser's appointment, or begins it again, at the organisation they work for. */
  setAppointment(person: string, state: ActToWrite<'appointment'>['state']): Promise<void>;
  /** Puts the next version of the rules in force: one that this build and the service know. */
  activateRules(version: number): Promise<void>;
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function standingsDoor(vault: Vault, current: () => Promise<void>): StandingsDoor {
  return {
    addOrganisation: async (name, kind, pasted = '') => {
      await current();
      const anchor = await usableAnchor(pasted);
      const organisation = toB64(randomBytes(16)) as OrganisationId;
      await confirmAndWrite(vault, {
        type: 'organisation',
        body: { organisation, name: usableName(name, longestName), kind, anchor },
      });
      return organisation;
    },
    setStatus: async (person, status, source) => {
      await current();
      const checkedAt = vault.clock.now();
      await confirmAndWrite(vault, { type: 'status', body: { person, status, source, checkedAt } });
    },
    setAppointment: async (person, state) => {
      await current();
      const { organisation = '' } = vault.person(person as PersonId) ?? {};
      await confirmAndWrite(vault, { type: 'appointment', body: { person, organisation, state } });
    },
    activateRules: async (version) => {
      await current();
      await activateRules(vault, version);
    },
  };
}
