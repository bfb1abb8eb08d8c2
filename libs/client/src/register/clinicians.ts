import { isActiveClinician, type Person } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { PersonView } from './views';
import { personView } from './person-view';

/** Clinicians in good standing, by name, but oneself. */
export function clinicians(vault: Vault, fits: (person: Person) => boolean): PersonView[] {
  const now = vault.clock.now();
  return vault.view
    .people()
    .filter((person) => person.id !== vault.me && isActiveClinician(person, now) && fits(person))
    .map((person) => personView(vault, person))
    .sort((one, other) => one.name.localeCompare(other.name));
}
