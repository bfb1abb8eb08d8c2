import { looksLike, type PersonId, type RegisterBody } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { anyNumberOf } from './person-view';

/** People of the register whose name looks like this one, with their numbers. */
export function lookAlikesOf(vault: Vault, person: string, name: string): string[] {
  return vault.view
    .people()
    .filter((other) => other.id !== (person as PersonId) && looksLike(other.name, name))
    .map((other) => [other.name, anyNumberOf(other)].filter((word) => word !== '').join(', '));
}

/** Names that organisations were proposed by, but this very proposal. */
function proposedNames(vault: Vault, but: string): string[] {
  return [...vault.register.state.proposed.values()]
    .filter(({ entry: { type, id } }) => type === 'organisation' && id !== (but as typeof id))
    .map(({ body }) => (body as RegisterBody<'organisation'>).name);
}

/** Organisations whose name looks like this one, also those that wait for a second officer. `but`: a proposal itself. */
export function alikeOrganisations(vault: Vault, name: string, but = ''): string[] {
  const here = vault.view.organisations().map(({ name }) => name);
  return [
    ...here.filter((other) => looksLike(other, name)),
    ...proposedNames(vault, but)
      .filter((other) => looksLike(other, name))
      .map((other) => `${other} (proposed)`),
  ];
}
