import { Problem } from '@consilium/domain';
import { offlineKey } from '@consilium/sealing';
import type { Room } from '../replicas/room';
import { roomView, type Rooms, type RoomView } from '../rooms';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Vault } from '../vault/vault';
import { OfflineCases } from '../shelf/offline-cases';
import { snapshotOf } from './snapshot';

/** Milliseconds between two times that it is written down that the service was heard. */
const writtenEvery = 55_000;

/** Keeps the cases that its person opens here, as they are now. */
export class OfflineKeeping {
  private readonly turns = new OneAtATime();
  private cases: OfflineCases | undefined;
  /** How each case was when it was kept last. */
  private readonly kept = new Map<string, string>();
  private written = 0;

  constructor(
    private readonly vault: Vault,
    private readonly rooms: Rooms,
  ) {}

  /** Somebody looks at this case. */
  opened(view: RoomView): Promise<void> {
    return this.turns.run(() => this.keep(view, true));
  }

  /** It says something else than it did: what is kept of it says so at once, or is gone. */
  grew(room: Room): Promise<void> {
    return this.turns.run(async () => {
      if ((await this.own()).has(room.id)) await this.again(room);
    });
  }

  /** The service was heard, and says which cases there are. */
  tend(): Promise<void> {
    return this.turns.run(async () => {
      const cases = await this.own();
      for (const { room } of cases.lines) {
        const found = this.rooms.find(room);
        if (found !== undefined) await this.again(found);
        else if (!this.isUnread(room)) await cases.drop(room);
      }
      await this.heard(cases);
    });
  }

  private get key() {
    const { accountKey, person, keyring } = this.vault.session.opened;
    return offlineKey(accountKey, { person, version: keyring.version });
  }

  private async own(): Promise<OfflineCases> {
    const { vault } = this;
    this.cases ??= await OfflineCases.opened(vault.shelf, this.key, Date.now());
    if (this.cases !== undefined) return this.cases;
    // Said to be a shared computer, or locked, while it was looked what there is.
    if (vault.offlineWay === undefined) throw new Problem('wrong-state', 'This device keeps no cases.');
    this.cases = await OfflineCases.begun(vault.shelf, this.key, { person: vault.me, name: vault.self.name });
    return this.cases;
  }

  private isUnread(room: string): boolean {
    return this.rooms.waiting.includes(room) || this.rooms.failed.some(([id]) => id === room);
  }

  private stateOf(room: string, head: number): string {
    return `${String(head)} ${String(this.vault.register.headSeq)} ${String(this.rooms.find(room) !== undefined)}`;
  }

  private async again(room: Room): Promise<void> {
    if (this.kept.get(room.id) === this.stateOf(room.id, room.log.headSeq) && room.log.alarm === '') return;
    const cases = await this.own();
    try {
      await this.keep(await roomView(room, { shares: [], uploads: [] }), false);
    } catch {
      await cases.drop(room.id);
    }
  }

  private async keep(view: RoomView, isOpened: boolean): Promise<void> {
    const { room, head } = view;
    const state = this.stateOf(room, head);
    const cases = await this.own();
    const isNewest = !isOpened || cases.lines[0]?.room === room;
    if (this.kept.get(room) === state && view.alarm === '' && isNewest) return;
    const snapshot = snapshotOf(view);
    if (snapshot === undefined) {
      await cases.drop(room);
      return;
    }
    await cases.keep(snapshot, isOpened);
    this.kept.set(room, state);
    if (cases.synced === 0) await this.heard(cases);
  }

  private async heard(cases: OfflineCases): Promise<void> {
    const { vault } = this;
    const now = Date.now();
    const { offlineWay: way, service } = vault;
    if (way === undefined || service === undefined || now - this.written < writtenEvery || cases.lines.length === 0)
      return;
    const { expires } = vault.self;
    // The service's time, by this device's clock.
    const until = expires === 0 ? Number.MAX_SAFE_INTEGER : (expires + vault.clock.deviceOffSeconds()) * 1000;
    await cases.heard({ rpId: service.rpId, way, until }, now);
    this.written = now;
  }
}
