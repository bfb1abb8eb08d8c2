import type { LiveListener } from './service/live';
import type { Memory } from './vault/memory';
import type { Vault } from './vault/vault';

/** What the live connection tells that is only passed on: nothing verified depends on it. */
export function heardOf(
  vault: Vault,
  memory: Pick<Memory, 'hear'>,
): Pick<LiveListener, 'release' | 'remembered' | 'told' | 'waiting'> {
  return {
    release: (says) => {
      vault.release.hear(says);
    },
    told: (count, isOverdue) => {
      vault.changed(isOverdue ? { about: 'telling' } : { about: 'telling', count });
    },
    remembered: (version) => {
      void memory.hear(version).catch(() => undefined);
    },
    waiting: () => {
      vault.changed({ about: 'register' });
    },
  };
}
