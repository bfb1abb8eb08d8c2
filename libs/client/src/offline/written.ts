import { offlineKey } from '@consilium/sealing';
import { requireNoNumberFor } from '../replicas/no-identifier';
import type { Pending } from '../replicas/pending';
import type { Room } from '../replicas/room';
import { roomView, Saying, type Rooms } from '../rooms';
import { dropWords, waitingWords } from '../shelf/offline-words';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Vault } from '../vault/vault';

const otherReaders =
  'You wrote this without a connection, and who can read this thread has changed since. Look who reads it now, then send it again or delete it.';
const notSentYet = 'You wrote this without a connection. It is not sent yet.';

/** Said without a connection: who could read it by what its author saw is kept until that was compared. */
interface Written extends Pending {
  readonly room: string;
  readonly readers?: readonly string[];
}

/** What its person wrote without a connection: from their keys' opening on it stands in its case as not sent, until it was. */
export class WrittenOffline {
  /** What earlier pages left is looked at once, and again while something of it could not be tried. */
  private isDue = true;
  /** Once in a page: afterwards it is for its author. */
  private readonly tried = new Set<string>();

  constructor(
    private readonly vault: Vault,
    private readonly rooms: () => Rooms,
    private readonly shelf: OwnShelf,
  ) {}

  /** Written under the keys of now, or under former ones of the same person. */
  async takeUp(): Promise<void> {
    const { person, accountKey, keyring } = this.vault.session.opened;
    for (const keys of [{ accountKey, version: keyring.version }, ...keyring.former]) {
      const key = offlineKey(keys.accountKey, { person, version: keys.version });
      for (const { id, room, entry, thread, text, at, readers } of await waitingWords(this.vault.shelf, key)) {
        const written = { room, entry, thread, text, replyTo: '', at, problem: notSentYet, readers };
        await this.shelf.keep('message', entry, JSON.stringify(written));
        await dropWords(this.vault.shelf, id);
        this.isDue = true;
      }
    }
  }

  async send(): Promise<void> {
    if (!this.isDue) return;
    this.isDue = false;
    for (const { text } of await this.shelf.all('message')) {
      const written = JSON.parse(text) as Written;
      if (written.readers === undefined || this.tried.has(written.entry)) continue;
      const room = await this.rooms()
        .open(written.room)
        .catch(() => undefined);
      if (room === undefined) {
        this.isDue = true;
        continue;
      }
      this.tried.add(written.entry);
      await this.sendIn(room, written, written.readers).catch(() => undefined);
    }
  }

  private async sendIn(room: Room, { entry, thread, text }: Written, readers: readonly string[]): Promise<void> {
    const saying = new Saying(() => Promise.resolve(this.shelf));
    await saying.restore(room);
    const pending = room.pending.find((each) => each.entry === entry);
    // Its author was faster, and sent or deleted it.
    if (pending === undefined) return;
    const isSame = await this.readBySame(room, thread, readers);
    if (!isSame) await this.hold(room, { ...pending, problem: otherReaders });
    this.vault.changed({ about: 'room', room: room.id });
    this.vault.changed({ about: 'cases' });
    if (!isSame) return;
    requireNoNumberFor(room, room.thread(thread), [text]);
    await this.rooms().act(room.id, () => saying.retry(room, entry));
  }

  /** It waits for its author. */
  private async hold(room: Room, { entry, thread, text, replyTo, at, problem }: Pending): Promise<void> {
    const held = { entry, thread, text, replyTo, at, problem };
    await this.shelf.keep('message', entry, JSON.stringify({ room: room.id, ...held }));
    room.pending = room.pending.map((each) => (each.entry === entry ? held : each));
  }

  private async readBySame(room: Room, id: string, before: readonly string[]): Promise<boolean> {
    const { threads } = await roomView(room, { shares: [], uploads: [] });
    const now = threads.find(({ thread }) => thread === id);
    if (now?.mayPost !== true || now.outsideWillRead !== '') return false;
    const readers = now.readers.map(({ person }) => person);
    return readers.length === before.length && readers.every((person) => before.includes(person));
  }
}
