import { isGood, type Organisation, type Person, type PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { PersonView } from './views';

export function organisationName(vault: Vault, id: string): string {
  return id === '' ? '' : (vault.view.organisation(id as Organisation['id'])?.name ?? '');
}

export function personView(vault: Vault, person: Person): PersonView {
  const { registration } = person;
  return {
    person: person.id,
    name: person.name,
    specialty: person.specialty,
    organisation: organisationName(vault, person.organisation),
    registration: registration === undefined ? '' : `${registration.body} ${registration.number}`,
    statusCheckedAt: person.statusCheckedAt,
    statusSource: person.statusSource,
    good: isGood(person, vault.clock.now()),
  };
}

/** Somebody the register does not know any more still has a line; it says so and is not good. */
export function personViewOf(vault: Vault, id: PersonId): PersonView {
  const person = vault.person(id);
  if (person !== undefined) return personView(vault, person);
  const unknown = { specialty: '', organisation: '', registration: '', statusCheckedAt: 0, statusSource: '' };
  return { person: id, name: 'Somebody not in the register', ...unknown, good: false };
}

export function nameOf(vault: Vault, id: string): string {
  return vault.person(id as PersonId)?.name ?? (id === 'service' ? 'The service' : 'Somebody not in the register');
}
