import { Problem } from '@consilium/domain';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type { RegisterView } from './views';
import { requireUndoubted } from '../vault/doubts';

/** Which version of the rules everything new is judged by, and which is the newest that this build knows. */
export function rulesOf(vault: Vault): RegisterView['rules'] {
  const { view, books } = vault;
  return { inForce: view.rules, known: books.register.knows, seen: seenOf(vault, 'rules-version', {}) };
}

/** Puts the next version of the rules in force for everything written from then on, everywhere. */
export async function activateRules(vault: Vault, version: number, seen: string): Promise<void> {
  await vault.freshness.require();
  await requireUndoubted(vault);
  const { inForce, known } = rulesOf(vault);
  if (version !== inForce + 1 || version > known) {
    throw new Problem('wrong-state', 'These rules cannot be put in force now. Reload the page and look again.');
  }
  await confirmAndWrite(vault, { type: 'rules-version', body: { version }, seen });
}
