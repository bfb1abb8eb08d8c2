import { advisersOf, waitsForAnchor, type Person } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { OfficersPersonView } from './views';

/**
 * Who makes an adviser whom the officers appointed serve: advisers who serve there; while nobody does, the organisation's
 * own key, or the officers, who end the appointment and begin it again. "" for whoever waits for nobody.
 */
export function waitsFor(vault: Vault, person: Person): OfficersPersonView['waitsFor'] {
  const { appointed, advises } = person;
  if (appointed === '' || advises !== '') return '';
  const now = vault.clock.now();
  if (waitsForAnchor(vault.view, person, now)) return 'anchor';
  return advisersOf(vault.view, appointed, now).length > 0 ? 'advisers' : 'officers';
}
