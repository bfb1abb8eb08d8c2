import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Vault } from '../vault/vault';
import type { ShareView } from '../views';
import { shareView, unreadShare } from './share-view';

/** The caller's requests, of one room or of all. */
export async function views(vault: Vault, desk: Desk, room: string | undefined): Promise<ShareView[]> {
  if (vault.self.role !== 'clinician') return [];
  const { requests } = await vault.transport.call('advice', 'mine', {});
  const wanted = requests.filter((each) => room === undefined || each.room === room);
  return Promise.all(
    wanted.map(async (row) => {
      try {
        return await shareView(await desk.requests.open(row.ledger), desk.rooms.find(row.room));
      } catch (error) {
        // What cannot be read just now hides neither itself nor the others.
        if (!(error instanceof Problem) || error.kind === 'not-signed-in') throw error;
        return unreadShare(vault, row, error.message);
      }
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
