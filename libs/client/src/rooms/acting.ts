import type { Room } from '../replicas/room';
import type { Vault } from '../vault/vault';
import type { Rooms } from './rooms';

/** The way from a room's id to acting in it. */
export class Acting {
  constructor(
    private readonly vault: Vault,
    private readonly desk: () => Promise<{ readonly rooms: Rooms }>,
  ) {}

  async open(id: string): Promise<Room> {
    return (await this.desk()).rooms.open(id);
  }

  /** An act in a room; afterwards the others may compare heads, and the lists are out of date. */
  async act<T>(id: string, act: (room: Room) => Promise<T>): Promise<T> {
    const { rooms } = await this.desk();
    const room = await rooms.open(id);
    room.log.requireSound();
    const done = await act(room);
    rooms.headSoon(room);
    this.vault.changed({ about: 'cases' });
    return done;
  }
}
