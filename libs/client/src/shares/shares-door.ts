import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import { revoke } from '../adviser/decide';
import type { Vault } from '../vault';
import type { ShareView } from '../views';
import { admit } from './admit';
import { ask } from './ask';
import { shareView } from './share-view';

export type SharesDoor = Pick<Door, 'share' | 'shares' | 'answer' | 'withdrawShare' | 'admit'>;

async function views(vault: Vault, desk: Desk, room: string | undefined): Promise<ShareView[]> {
  if (vault.self.role !== 'clinician') return [];
  const { requests } = await vault.transport.call('clearances', 'mine', {});
  const wanted = requests.filter((each) => room === undefined || each.room === room);
  return Promise.all(
    wanted.map(async ({ ledger, room: of }) => {
      const advice = await desk.requests.open(ledger);
      return shareView(advice, desk.rooms.find(of));
    }),
  );
}

/** The caller's own requests for one room, for its screen. Nobody but a room's owner has any. */
export async function sharesOf(vault: Vault, desk: Desk, room: string): Promise<ShareView[]> {
  const known = desk.rooms.find(room);
  if (known?.log.replica?.state.owner !== vault.me) return [];
  const isAsked = [...known.state.threads.values()].some(({ requested }) => requested.length > 0);
  return isAsked ? views(vault, desk, room) : [];
}

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
      room.log.requireSound();
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
