import { isMember as roomStanding, type PersonId } from '@consilium/domain';
import type { Room } from '../replicas/room';
import { crossCheck, postHead } from '../vault/heads';
import type { Vault } from '../vault/vault';

const laterMilliseconds = 2000;

/** What the members of rooms tell each other they have verified. */
export class RoomHeads {
  private readonly due = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly vault: Vault) {}

  /** Compares heads with the other members, and posts this device's own. */
  async check(room: Room): Promise<void> {
    if (room.log.replica === undefined) return;
    const isMember = (person: PersonId): boolean => {
      const as = roomStanding(room.state, person, this.vault.view, this.vault.clock.now());
      return as === 'internal' || as === 'outside';
    };
    const agreed = await crossCheck(this.vault, room.log, isMember, room.seen.hear).catch(() => undefined);
    if (agreed !== undefined && agreed.seq > room.agreedSeq) {
      room.agreedSeq = agreed.seq;
      this.vault.changed({ about: 'room', room: room.id });
    }
    await postHead(this.vault, room.log).catch(() => undefined);
  }

  /** Says a little later what this device has verified, after it wrote something. */
  soon(room: Room): void {
    if (this.due.has(room.id)) return;
    const later = setTimeout(() => {
      this.due.delete(room.id);
      void postHead(this.vault, room.log).catch(() => undefined);
    }, laterMilliseconds);
    this.due.set(room.id, later);
  }

  stop(): void {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
  }
}
