import { isGood, numberWithBody, type Organisation, type Person, type PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { keyNewsOf, writtenAt } from './key-news';
import type { KeyNewsView, PersonView } from './views';

export function organisationName(vault: Vault, id: string): string {
  return id === '' ? '' : (vault.view.organisation(id as Organisation['id'])?.name ?? '');
}

/** Whether the organisation has a key of its own kept offline, without which no officers begin its advisers. */
export function isAnchored(vault: Vault, id: Organisation['id']): boolean {
  return (vault.view.organisation(id)?.anchor ?? '') !== '';
}

/** Seconds for which others are told of somebody's new passkey or keys. */
const newsSeconds = 30 * 86_400;

function newKeysOf(vault: Vault, person: PersonId): KeyNewsView | undefined {
  const since = vault.clock.now() - newsSeconds;
  const added = keyNewsOf(vault, person).findLast(({ what }) => what !== 'passkey-removed');
  if (added === undefined) return undefined;
  const at = writtenAt(vault, added.seq);
  return at > since ? { what: added.what, at } : undefined;
}

/** "Staff number 4711", or "". */
function staffNumberOf({ staff }: Person): string {
  return staff === undefined ? '' : `Staff number ${staff.number}`;
}

/** What tells two people of one name apart: their register number, or their staff number. */
export function anyNumberOf(person: Person): string {
  return numberOf(person) || staffNumberOf(person);
}

/** "GMC 9990017", or "". */
export function numberOf({ registration }: Person): string {
  return registration === undefined ? '' : numberWithBody(registration);
}

function standingOf(person: Person, now: number): PersonView['standing'] {
  if (person.status !== 'good') return person.status;
  return isGood(person, now) ? 'good' : 'expired';
}

export function personView(vault: Vault, person: Person): PersonView {
  return {
    person: person.id,
    name: person.name,
    profession: person.profession,
    specialty: person.specialty,
    organisation: organisationName(vault, person.organisation),
    registration: numberOf(person),
    staffNumber: staffNumberOf(person),
    staffSource: person.staff?.source ?? '',
    registerStatus: person.registration?.status ?? '',
    registerCheckedAt: person.registration?.checkedAt ?? 0,
    registerSource: person.registration?.source ?? '',
    standing: standingOf(person, vault.clock.now()),
    statusCheckedAt: person.statusCheckedAt,
    statusSource: person.statusSource,
    good: isGood(person, vault.clock.now()),
    isTrial: vault.view.mode === 'trial',
    newKeys: newKeysOf(vault, person.id),
  };
}

/** Somebody the register does not know any more still has a line; it says so and is not good. */
export function personViewOf(vault: Vault, id: PersonId): PersonView {
  const person = vault.person(id);
  if (person !== undefined) return personView(vault, person);
  const unknown = {
    profession: '',
    specialty: '',
    organisation: '',
    registration: '',
    staffNumber: '',
    staffSource: '',
    registerStatus: '',
    registerCheckedAt: 0,
    registerSource: '',
    standing: 'unknown',
    statusCheckedAt: 0,
    statusSource: '',
    newKeys: undefined,
    isTrial: vault.view.mode === 'trial',
  } as const;
  return { person: id, name: 'Somebody not in the register', ...unknown, good: false };
}

export function nameOf(vault: Vault, id: string): string {
  return vault.person(id as PersonId)?.name ?? (id === 'service' ? 'The service' : 'Somebody not in the register');
}
