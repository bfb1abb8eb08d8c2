import type { Desk } from './desk';
import { captureDoor, type CaptureDoor } from './rooms/capture-door';
import { peopleDoor, type PeopleDoor } from './rooms/people-door';
import type { Vault } from './vault/vault';

/** What is done in a case now and then, in one piece: who is in it, and how its pictures are taken. */
export function nowAndThenDoors(vault: Vault, desk: () => Promise<Desk>): PeopleDoor & CaptureDoor {
  return { ...peopleDoor(vault, async () => (await desk()).rooms), ...captureDoor(vault, desk) };
}
