import { advisersOf, type Person } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { isAnchored } from './person-view';
import type { OfficersPersonView } from './views';

/**
 * Who makes an adviser whom the officers appointed serve: advisers who serve there; while nobody does, the organisation's
 * own key, or the officers, who end the appointment and begin it again. "" for whoever waits for nobody.
 */
export function waitsFor(vault: Vault, { appointed, advises }: Person): OfficersPersonView['waitsFor'] {
  if (appointed === '' || advises !== '') return '';
  if (advisersOf(vault.view, appointed, vault.clock.now()).length > 0) return 'advisers';
  return isAnchored(vault, appointed) ? 'anchor' : 'officers';
}
