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
import { alikeOrganisations } from './alike';
import { usableAnchor } from './anchor';
import { activateRules } from './rules-in-force';
import type { NameView } from './views';

/**
 * What an officer says of organisations and people that are in the register, and of its rules: each with a gesture. `seen`:
 * of what the screen showed.
 */
export interface StandingsDoor {
  /** What the register has that a new organisation's name could be mistaken for. */
  nameOfNew(name: string): Promise<NameView>;
  /** `anchor`: a defence organisation's own key, kept offline; "" for none. `seen`: of its name. */
  addOrganisation(name: string, kind: OrganisationKind, anchor: string, seen: string): Promise<string>;
  setStatus(person: string, status: PersonStatus, source: string, seen: string): Promise<void>;
  /** Ends an adviser's appointment, or begins it again, at the organisation they work for. */
  setAppointment(person: string, state: ActToWrite<'appointment'>['state'], seen: string): Promise<void>;
  /** Puts the next version of the rules in force: one that this build and the service know. */
  activateRules(version: number, seen: string): Promise<void>;
}

/** Those whose names look like this one, as a screen shows them while it is typed. */
function nameView(vault: Vault, name: string): NameView {
  const alike = alikeOrganisations(vault, name);
  return { alike, seen: JSON.stringify(alike) };
}

/** `ready` makes sure that keys are open, `current` also that the register's newest is here. */
export function standingsDoor(
  vault: Vault,
  current: () => Promise<void>,
  ready: () => Promise<unknown>,
): StandingsDoor {
  return {
    nameOfNew: async (name) => {
      await ready();
      return nameView(vault, name);
    },
    addOrganisation: async (name, kind, pasted, seen) => {
      await current();
      const anchor = usableAnchor(pasted);
      const organisation = toB64(randomBytes(16)) as OrganisationId;
      await confirmAndWrite(vault, {
        type: 'organisation',
        body: { organisation, name: usableName(name, longestName), kind, anchor },
        seen,
        shows: () => nameView(vault, name).seen,
      });
      return organisation;
    },
    setStatus: async (person, status, source, seen) => {
      await current();
      const checkedAt = vault.clock.stamp();
      await confirmAndWrite(vault, { type: 'status', body: { person, status, source, checkedAt }, seen });
    },
    setAppointment: async (person, state, seen) => {
      await current();
      const { organisation = '' } = vault.person(person as PersonId) ?? {};
      await confirmAndWrite(vault, { type: 'appointment', body: { person, organisation, state }, seen });
    },
    activateRules: async (version, seen) => {
      await current();
      await activateRules(vault, version, seen);
    },
  };
}
