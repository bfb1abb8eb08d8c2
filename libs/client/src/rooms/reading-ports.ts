import type { ShareView } from '../advice';
import type { OfflineAtDesk } from '../offline/at-desk';
import type { Uploads } from '../pictures';
import type { Rooms } from './rooms';
import type { Saying } from './saying';

/** What reading cases stands on. */
export interface ReadingPorts {
  readonly desk: () => Promise<{ readonly rooms: Rooms; readonly uploads: Uploads; readonly offline: Pick<OfflineAtDesk, 'opened'> }>;
  /** The caller's own requests for a room, as its screen shows them. */
  readonly sharesOf: (room: string) => Promise<ShareView[]>;
  readonly saying: Saying;
  /** Nothing in a case is new any more. */
  readonly whenRead: (room: string) => Promise<void>;
}
