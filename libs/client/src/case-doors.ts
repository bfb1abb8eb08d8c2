import type { Desk } from './desk';
import { captureDoor, type CaptureDoor } from './rooms/capture-door';
import { peopleDoor, type PeopleDoor } from './rooms/people-door';
import { searchDoor, type SearchDoor } from './rooms/search/door';
import type { Vault } from './vault/vault';

/** What is done in a case now and then, in one piece: who is in it, how its pictures are taken, what is looked for. */
export function nowAndThenDoors(vault: Vault, desk: () => Promise<Desk>): PeopleDoor & CaptureDoor & SearchDoor {
  const rooms = async () => (await desk()).rooms;
  return { ...peopleDoor(vault, rooms), ...captureDoor(vault, desk), ...searchDoor(desk) };
}
