import { Problem } from '@consilium/domain';
import type { Room } from '../replicas/room';
import type { Vault } from '../vault/vault';
import type { Requests } from './requests';
import { shareView, unreadShare } from './share-view';
import type { ShareView } from './views';

export interface SharesDesk {
  readonly requests: Requests;
  readonly rooms: { find(id: string): Room | undefined };
}

async function sharesWhere(vault: Vault, desk: SharesDesk, isWanted: (room: string) => boolean): Promise<ShareView[]> {
  if (vault.self.role !== 'clinician') return [];
  await desk.requests.own.follow();
  const wanted = desk.requests.own.rows.filter(({ room }) => isWanted(room));
  return Promise.all(
    wanted.map(async (row) => {
      try {
        return await shareView(await desk.requests.open(row.ledger), desk.rooms.find(row.room));
      } catch (error) {
        // What cannot be read just now hides neither itself nor the others.
        if (!(error instanceof Problem) || error.kind === 'not-signed-in') throw error;
        return unreadShare(vault, row, error.message, desk.rooms.find(row.room));
      }
    }),
  );
}

/** All requests of the caller's own. */
export function allShares(vault: Vault, desk: SharesDesk): Promise<ShareView[]> {
  return sharesWhere(vault, desk, () => true);
}

/** The caller's own requests for one room, for its screen. Nobody but a room's owner has any. */
export async function sharesOf(vault: Vault, desk: SharesDesk, room: string): Promise<ShareView[]> {
  const known = desk.rooms.find(room);
  if (known?.log.replica?.state.owner !== vault.me) return [];
  const isAsked = [...known.state.threads.values()].some(({ requested }) => requested.length > 0);
  return isAsked ? sharesWhere(vault, desk, (each) => each === room) : [];
}
