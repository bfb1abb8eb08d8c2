import type { Room } from '../replicas/room';
import type { Rooms, RoomView } from '../rooms';
import { part } from '../service/part';
import type { OwnShelf } from '../shelf/own-shelf';
import { forgetOffline } from '../shelf/offline-head';
import { keepsWords } from '../shelf/offline-words';
import type { Vault } from '../vault/vault';
import type { OfflineKeeping } from './keeping';
import type { WrittenOffline } from './written';

/**
 * What is kept for reading without a connection, while keys are open: on a device that begins pages without one, for a
 * clinician whose passkey opens it there by itself. Nothing waits for it, and where it fails nothing is kept.
 */
export class OfflineAtDesk {
  private made: Promise<OfflineKeeping> | undefined;
  private written: Promise<WrittenOffline> | undefined;

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

  async tend(): Promise<void> {
    await this.takeUp();
    await this.written?.then((written) => written.send()).catch(() => undefined);
    await this.run((keeping) => keeping.tend());
  }

  /** What was written here without a connection: whatever opened the keys, and whether or not this device keeps cases. */
  async takeUp(): Promise<void> {
    const { vault } = this;
    if (!vault.isOpen || !(await keepsWords(vault.shelf))) return;
    this.written ??= part(() => import('./written')).then(
      ({ WrittenOffline }) => new WrittenOffline(vault, this.rooms, this.shelf),
    );
    await this.written
      .then((written) => written.takeUp())
      .catch(() => {
        this.written = undefined;
      });
  }

  /** Nothing of it is left, whatever is just being kept. */
  async forget(): Promise<void> {
    this.made = undefined;
    await forgetOffline(this.vault.shelf);
  }

  private async run(act: (keeping: OfflineKeeping) => Promise<void>): Promise<void> {
    const { vault } = this;
    if (!vault.keepsOffline || vault.offlineWay === undefined || !vault.isOpen) return;
    if (vault.self.role !== 'clinician') return;
    this.made ??= part(() => import('./keeping')).then(({ OfflineKeeping }) => new OfflineKeeping(vault, this.rooms()));
    await this.made.then(act).catch(() => {
      this.made = undefined;
    });
  }
}
