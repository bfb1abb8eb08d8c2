import type { Room } from '../replicas/room';
import type { Rooms, RoomView } from '../rooms';
import { part } from '../service/part';
import type { OwnShelf } from '../shelf/own-shelf';
import { forgetOffline } from '../shelf/offline-head';
import type { Vault } from '../vault/vault';
import type { OfflineKeeping } from './keeping';

/**
 * What is kept for reading without a connection, while keys are open: on a device that begins pages without one, for a
 * clinician whose passkey opens it there by itself. Nothing waits for it, and where it fails nothing is kept.
 */
export class OfflineAtDesk {
  private made: Promise<OfflineKeeping> | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly rooms: () => Rooms,
    private readonly shelf: OwnShelf,
  ) {}

  opened(view: RoomView): void {
    void this.run((keeping) => keeping.opened(view));
  }

  grew(room: Room): void {
    void this.run((keeping) => keeping.grew(room));
  }

  tend(): Promise<void> {
    return this.run((keeping) => keeping.tend());
  }

  /** Nothing of it is left, whatever is just being kept. */
  async forget(): Promise<void> {
    const { made } = this;
    this.made = undefined;
    const keeping = await made?.catch(() => undefined);
    await (keeping?.forget() ?? forgetOffline(this.vault.shelf));
  }

  private async run(act: (keeping: OfflineKeeping) => Promise<void>): Promise<void> {
    const { vault } = this;
    if (!vault.keepsOffline || vault.offlineWay === undefined || !vault.isOpen) return;
    if (vault.self.role !== 'clinician') return;
    this.made ??= part(() => import('./keeping')).then(
      ({ OfflineKeeping }) => new OfflineKeeping(vault, this.rooms(), this.shelf),
    );
    await this.made.then(act).catch(() => {
      this.made = undefined;
    });
  }
}
