import type { LiveListener } from './service/live';
import type { Vault } from './vault/vault';

/** What the live connection tells that is only passed on: nothing verified depends on it. */
export function heardOf(vault: Vault): Pick<LiveListener, 'release' | 'told' | 'waiting'> {
  return {
    release: (says) => {
      vault.release.hear(says);
    },
    told: (count) => {
      vault.changed({ about: 'telling', count });
    },
    waiting: () => {
      vault.changed({ about: 'register' });
    },
  };
}
