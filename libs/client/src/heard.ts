import type { PersonId } from '@consilium/domain';
import type { Rooms } from './rooms/rooms';
import type { Seen } from './rooms/seen/seen';
import type { LiveListener } from './service/live';
import type { Memory } from './vault/memory';
import type { Vault } from './vault/vault';

/** Whom it is passed on to. */
interface Hearing {
  readonly memory: Pick<Memory, 'hear'>;
  readonly seen: Pick<Seen, 'hear'>;
  readonly rooms: Pick<Rooms, 'find'>;
}

/** What the live connection tells that is only passed on: what rests on it verifies it. */
export function heardOf(
  vault: Vault,
  { memory, seen, rooms }: Hearing,
): Omit<LiveListener, 'connected' | 'disconnected' | 'grew' | 'ended'> {
  return {
    // Whether there is a session at all is asked of the service: it is over, or could not be looked up.
    refused: () => {
      vault.changed({ about: 'session' });
    },
    release: (says) => {
      vault.release.hear(says);
    },
    told: (count, isOverdue) => {
      vault.changed(isOverdue ? { about: 'telling' } : { about: 'telling', count });
    },
    remembered: (version) => {
      void memory.hear(version).catch(() => undefined);
    },
    seen: ({ ledger, receipt }) => {
      seen.hear(ledger, receipt);
    },
    presence: ({ ledger, here }) => {
      const room = rooms.find(ledger);
      if (room === undefined) return;
      room.here = here;
      vault.changed({ about: 'room', room: ledger });
    },
    typing: ({ ledger, thread, person }) => {
      rooms.find(ledger)?.typing.hear(thread, person as PersonId);
    },
    waiting: () => {
      vault.changed({ about: 'register' });
    },
  };
}
