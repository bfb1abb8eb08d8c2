import type { ShareView } from '../advice';
import type { ShownPictures, Uploads } from '../pictures';
import type { Rooms } from './rooms';
import type { Saying } from './saying';
import type { RoomView } from './views';

/** What reading cases stands on. */
export interface ReadingPorts {
  readonly desk: () => Promise<{ readonly rooms: Rooms; readonly uploads: Uploads; readonly pictures: ShownPictures }>;
  /** The caller's own requests for a room, as its screen shows them. */
  readonly sharesOf: (room: string) => Promise<ShareView[]>;
  readonly saying: Saying;
  /** Somebody looks at a case, which shows this. */
  readonly whenOpened: (view: RoomView) => void;
  /** Nothing in a case is new any more. */
  readonly whenRead: (room: string) => Promise<void>;
}
