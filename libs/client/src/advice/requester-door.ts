import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import { revoke } from './first-decision';
import type { Vault } from '../vault/vault';
import { admit } from './admit';
import { ask } from './ask';
import { views } from './shares-of';

export type SharesDoor = Pick<Door, 'share' | 'shares' | 'answer' | 'withdrawShare' | 'admit'>;

/** Outside shares from the requester's side. */
export function sharesDoor(vault: Vault, desk: () => Promise<Desk>): SharesDoor {
  const told = (): void => {
    vault.changed({ about: 'requests' });
    vault.changed({ about: 'cases' });
  };
  return {
    share: async (draft) => {
      const { rooms, requests } = await desk();
      const room = await rooms.open(draft.room);
      room.log.requireWhole();
      const ledger = await ask(room, draft);
      await requests.open(ledger);
      rooms.headSoon(room);
      told();
      return ledger;
    },
    shares: async () => {
      const opened = await desk();
      await opened.rooms.refresh();
      return views(vault, opened, undefined);
    },
    answer: async (id, text) => {
      if (text.trim() === '') throw new Problem('bad-input', 'Write your answer first.');
      const advice = await (await desk()).requests.open(id);
      await advice.post('answer', text.trim());
      told();
    },
    withdrawShare: async (id) => {
      const advice = await (await desk()).requests.open(id);
      if (advice.state.progress.stage === 'decided') await revoke(advice);
      else await advice.simply('withdraw');
      told();
    },
    admit: async (id) => {
      const { rooms, requests } = await desk();
      const advice = await requests.open(id);
      const room = await rooms.open(advice.state.room);
      await admit(advice, room);
      rooms.headSoon(room);
      told();
    },
  };
}
