import { looksLike, type OrganisationId, type PersonId, type Proposed, type RegisterBody } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { anyNumberOf } from './person-view';

/** People of the register whose name looks like this one, with their numbers. */
export function lookAlikesOf(vault: Vault, person: string, name: string): string[] {
  return vault.view
    .people()
    .filter((other) => other.id !== (person as PersonId) && looksLike(other.name, name))
    .map((other) => [other.name, anyNumberOf(other)].filter((word) => word !== '').join(', '));
}

/** What an organisation is to be called by what waits, if that is a name. */
function nameIn({ entry: { type }, body }: Proposed): string | undefined {
  if (type !== 'organisation' && type !== 'organisation-name') return undefined;
  return (body as RegisterBody<'organisation' | 'organisation-name'>).name;
}

/** Whose own name it is: an organisation's that is renamed, and a proposal's. */
interface But {
  readonly organisation?: string;
  readonly proposal?: string;
}

/** Organisations whose name looks like this one, also by a name that waits for a second officer. */
export function alikeOrganisations(vault: Vault, name: string, but: But = {}): string[] {
  const here = vault.view.organisations().filter(({ id }) => id !== (but.organisation as OrganisationId));
  const waiting = [...vault.register.state.proposed.values()]
    .filter(({ entry: { id } }) => id !== (but.proposal as typeof id))
    .flatMap((proposed) => nameIn(proposed) ?? []);
  return [
    ...here.map((other) => other.name).filter((other) => looksLike(other, name)),
    ...waiting.filter((other) => looksLike(other, name)).map((other) => `${other} (proposed)`),
  ];
}
