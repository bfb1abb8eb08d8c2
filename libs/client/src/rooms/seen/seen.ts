import { part } from '../../service/part';
import type { OwnShelf } from '../../shelf/own-shelf';
import type { Memory } from '../../vault/memory';
import type { ReadList, ReadOf } from '../../vault/read-positions';
import type { Room } from '../../replicas/room';
import type { Receipts } from './receipts';

const joined = (one: ReadOf | undefined, other: ReadOf): ReadOf =>
  new Map([
    ...(one ?? []),
    ...[...other].map(([begun, seq]) => [begun, Math.max(seq, one?.get(begun) ?? seq)] as const),
  ]);

/** How far others have looked, and that this person has: what it takes is fetched when the first receipt comes or goes. */
export class Seen {
  private made: Promise<Receipts> | undefined;
  private readonly rooms = new Map<string, Room>();
  /** What was looked at here and is not told yet, by case. */
  private readonly due = new Map<string, ReadOf>();

  constructor(
    private readonly shelf: Pick<OwnShelf, 'read' | 'keep'>,
    memory: Pick<Memory, 'whenRead'>,
  ) {
    memory.whenRead = (read) => this.tell(read);
  }

  private receipts(): Promise<Receipts> {
    this.made ??= part(async () => new (await import('./receipts')).Receipts(this.shelf));
    this.made.catch(() => {
      this.made = undefined;
    });
    return this.made;
  }

  /** A case that is read from now on. */
  room(room: Room): void {
    this.rooms.set(room.id, room);
    room.seen.hear = (receipts) => void this.take(room, receipts).catch(() => undefined);
    void this.post(room).catch(() => undefined);
  }

  /** The live connection brought one. */
  hear(ledger: string, receipt: string): void {
    this.rooms.get(ledger)?.seen.hear([receipt]);
  }

  /** This person looked at something: the others of its thread are told. */
  private async tell(read: ReadList): Promise<void> {
    for (const [ledger, of] of read) {
      this.due.set(ledger, joined(this.due.get(ledger), of));
      const room = this.rooms.get(ledger);
      if (room !== undefined) await this.post(room).catch(() => undefined);
    }
  }

  private async take(room: Room, receipts: readonly string[]): Promise<void> {
    await this.post(room);
    await (await this.receipts()).take(room, receipts);
  }

  /** What could not be told goes with the next time. */
  private async post(room: Room): Promise<void> {
    const read = this.due.get(room.id);
    if (read === undefined) return;
    await (await this.receipts()).post(room, read);
    if (this.due.get(room.id) === read) this.due.delete(room.id);
  }
}
