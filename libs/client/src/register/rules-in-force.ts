import { Problem } from '@consilium/domain';
import { confirmAndWrite } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type { RegisterView } from './views';

/** Which version of the rules everything new is judged by, and which is the newest that this build knows. */
export function rulesOf({ view, books }: Vault): RegisterView['rules'] {
  return { inForce: view.rules, known: books.register.knows };
}

/** Puts the next version of the rules in force for everything written from then on, everywhere. */
export async function activateRules(vault: Vault, version: number): Promise<void> {
  await vault.freshness.require();
  const { inForce, known } = rulesOf(vault);
  if (version !== inForce + 1 || version > known) {
    throw new Problem('wrong-state', 'These rules cannot be put in force now. Reload the page and look again.');
  }
  await confirmAndWrite(vault, { type: 'rules-version', body: { version } });
}
