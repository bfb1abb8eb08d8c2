import type { ShareView } from '../advice';
import type { ShownPictures, Uploads } from '../pictures';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Vault } from '../vault/vault';
import type { ConsentDoor } from './consent-door';
import type { PeopleDoor } from './people-door';
import { readingDoor, type ReadingDoor } from './reading-door';
import type { Rooms } from './rooms';
import { Saying } from './saying';
import type { RoomView } from './views';
import { talkingDoor, type TalkingDoor } from './talking-door';

/** Cases: what is in them, who is in them, what is said in them. */
export type RoomsDoor = ReadingDoor & PeopleDoor & TalkingDoor & ConsentDoor;

export interface RoomsPorts {
  readonly vault: Vault;
  readonly desk: () => Promise<{
    readonly rooms: Rooms;
    readonly uploads: Uploads;
    readonly pictures: ShownPictures;
    readonly shelf: OwnShelf;
  }>;
  /** The caller's own requests for a room, as its screen shows them. */
  readonly sharesOf: (room: string) => Promise<ShareView[]>;
  /** Somebody looks at a case, which shows this. */
  readonly whenOpened: (view: RoomView) => void;
  /** Nothing in a case is new any more. */
  readonly whenRead: (room: string) => Promise<void>;
}

/** What is in them and what is said: what everybody with a case open has at hand. */
export function roomsDoor({ vault, desk, sharesOf, whenOpened, whenRead }: RoomsPorts): ReadingDoor & TalkingDoor {
  const rooms = async (): Promise<Rooms> => (await desk()).rooms;
  const saying = new Saying(async () => (await desk()).shelf);
  return {
    ...readingDoor({ desk, sharesOf, saying, whenOpened, whenRead }),
    ...talkingDoor(vault, rooms, saying),
  };
}
