import type { ShareView } from '../advice';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Vault } from '../vault/vault';
import type { ConsentDoor } from './consent-door';
import type { PeopleDoor } from './people-door';
import { readingDoor, type ReadingDoor } from './reading-door';
import type { ReadingPorts } from './reading-ports';
import type { Rooms } from './rooms';
import { Saying } from './saying';
import { talkingDoor, type TalkingDoor } from './talking-door';

/** Cases: what is in them, who is in them, what is said in them. */
export type RoomsDoor = ReadingDoor & PeopleDoor & TalkingDoor & ConsentDoor;

export interface RoomsPorts {
  readonly vault: Vault;
  readonly desk: () => Promise<
    Awaited<ReturnType<ReadingPorts['desk']>> & { readonly rooms: Rooms; readonly shelf: OwnShelf }
  >;
  /** The caller's own requests for a room, as its screen shows them. */
  readonly sharesOf: (room: string) => Promise<ShareView[]>;
  /** Nothing in a case is new any more. */
  readonly whenRead: (room: string) => Promise<void>;
}

/** What is in them and what is said: what everybody with a case open has at hand. */
export function roomsDoor({ vault, desk, sharesOf, whenRead }: RoomsPorts): ReadingDoor & TalkingDoor {
  const rooms = async (): Promise<Rooms> => (await desk()).rooms;
  const saying = new Saying(async () => (await desk()).shelf);
  return {
    ...readingDoor({ desk, sharesOf, saying, whenRead }),
    ...talkingDoor(vault, rooms, saying),
  };
}
