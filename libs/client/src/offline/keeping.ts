import { offlineKey } from '@consilium/sealing';
import type { Room } from '../replicas/room';
import { requireNoNumberFor } from '../replicas/no-identifier';
import { roomView, Saying, type Rooms, type RoomView } from '../rooms';
import type { OwnShelf } from '../shelf/own-shelf';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Vault } from '../vault/vault';
import { forgetOffline } from '../shelf/offline-head';
import { OfflineCases } from '../shelf/offline-cases';
import { snapshotOf } from './snapshot';
import { dropWords, waitingWords, type WaitingWords } from '../shelf/offline-words';

/** Milliseconds between two times that it is written down that the service was heard. */
const writtenEvery = 55_000;

const otherReaders =
  'You wrote this without a connection, and who can read this thread has changed since. Look who reads it now, then send it again or delete it.';
const notSentYet = 'You wrote this without a connection. It is not sent yet.';

/** Keeps the cases that its person opens here, as they are now, and sends what they wrote without a connection. */
export class OfflineKeeping {
  private readonly turns = new OneAtATime();
  private readonly saying: Saying;
  private cases: OfflineCases | undefined;
  /** How each case was when it was kept last. */
  private readonly kept = new Map<string, string>();
  private written = 0;

  constructor(
    private readonly vault: Vault,
    private readonly rooms: Rooms,
    private readonly shelf: OwnShelf,
  ) {
    this.saying = new Saying(() => Promise.resolve(shelf));
  }

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
      await this.sendWaiting();
    });
  }

  forget(): Promise<void> {
    return this.turns.run(async () => {
      this.cases = undefined;
      this.kept.clear();
      await forgetOffline(this.vault.shelf);
    });
  }

  private get key() {
    const { accountKey, person, keyring } = this.vault.session.opened;
    return offlineKey(accountKey, { person, version: keyring.version });
  }

  private async own(): Promise<OfflineCases> {
    const { vault } = this;
    this.cases ??=
      (await OfflineCases.opened(vault.shelf, this.key, Date.now())) ??
      (await OfflineCases.begun(vault.shelf, this.key, { person: vault.me, name: vault.self.name }));
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

  private async sendWaiting(): Promise<void> {
    for (const words of await waitingWords(this.vault.shelf, this.key)) {
      const room = await this.rooms.open(words.room).catch(() => undefined);
      if (room !== undefined) await this.send(room, words).catch(() => undefined);
    }
  }

  /** It stands in its case as not sent from before it is sent until it was, whatever happens to this page. */
  private async send(room: Room, { id, entry, thread, text, at, readers }: WaitingWords): Promise<void> {
    const isSame = await this.readBySame(room, thread, readers);
    const problem = isSame ? notSentYet : otherReaders;
    const pending = { entry, thread, text, replyTo: '', at, problem };
    await this.shelf.keep('message', entry, JSON.stringify({ room: room.id, ...pending }));
    await dropWords(this.vault.shelf, id);
    await this.saying.restore(room);
    this.vault.changed({ about: 'room', room: room.id });
    this.vault.changed({ about: 'cases' });
    if (!isSame) return;
    requireNoNumberFor(room, room.thread(thread), [text]);
    await this.rooms.act(room.id, () => this.saying.retry(room, entry));
  }

  private async readBySame(room: Room, id: string, before: readonly string[]): Promise<boolean> {
    const { threads } = await roomView(room, { shares: [], uploads: [] });
    const now = threads.find(({ thread }) => thread === id);
    if (now?.mayPost !== true || now.outsideWillRead !== '') return false;
    const readers = now.readers.map(({ person }) => person);
    return readers.length === before.length && readers.every((person) => before.includes(person));
  }
}
