import { isGood, type Person, type PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { writtenAt } from './key-news';

/** When the register first had them in the role they have now. */
export function sinceOf(vault: Vault, { id, role }: Person): number {
  const history = vault.register.state.people.get(id) ?? [];
  const before = history.findLastIndex(({ value }) => value.role !== role);
  const first = history[before + 1];
  return first === undefined ? 0 : writtenAt(vault, first.seq);
}

/**
 * The officers who could confirm what this one proposes about another officer: neither of the two, nor who may not act.
 * Undefined where it is about no officer, or where one acts alone.
 */
export function confirmersOf(vault: Vault, about: string): string[] | undefined {
  if (vault.view.mode === 'trial' || vault.person(about as PersonId)?.role !== 'officer') return undefined;
  const now = vault.clock.now();
  return vault.view
    .people()
    .filter((each) => each.role === 'officer' && isGood(each, now))
    .filter(({ id }) => id !== vault.me && id !== (about as PersonId))
    .map(({ name }) => name);
}
