import type { AdviserDoor } from './advice/adviser-door';
import type { RequesterDoor } from './advice/requester-door';
import type { DraftsDoor } from './drafts/door';
import type { CaptureDoor } from './rooms/capture-door';
import type { OfflineDoor } from './offline/door';
import type { PicturesDoor } from './pictures/door';
import type { RegisterDoor } from './register/door';
import type { SecurityLogDoor } from './register/security-log';
import type { RoomsDoor } from './rooms/door';
import type { SearchDoor } from './rooms/search/door';
import type { AccountDoor } from './sign-in/account-door';
import type { SignInDoor } from './sign-in/door';
import type { OwnNewsDoor } from './sign-in/own-news-door';
import type { TellingDoor } from './telling';
import type { Change } from './vault/change';
import type { AskGesture } from './vault/gesture';

/** Whether anything changed, and whether this device would hear of it. */
export interface ListeningDoor {
  /** Calls back after anything a screen shows may have changed. Returns nothing; the last subscriber wins. */
  onChange(listener: (change: Change) => void): void;
  /**
   * Who asks the person for a gesture, where an act needs one: the page, since only a window can. The act waits for the
   * answer; where that is a refusal, nothing was done.
   */
  onGesture(ask: AskGesture): void;
  /** Whether the live connection stands now. */
  live(): Promise<boolean>;
  /** Whether the service serves another build than this one, which a reload brings. */
  release(): Promise<boolean>;
}

/**
 * The whole of what a screen may ask of the keys. Implemented by `openDoor()` of this library, run inside the vault worker
 * in browsers and directly in Node. Every method rejects with a `Problem` whose message can be shown as it is.
 */
export type Door = ListeningDoor &
  OfflineDoor &
  SignInDoor &
  AccountDoor &
  OwnNewsDoor &
  SecurityLogDoor &
  RoomsDoor &
  SearchDoor &
  PicturesDoor &
  CaptureDoor &
  DraftsDoor &
  RequesterDoor &
  AdviserDoor &
  RegisterDoor &
  TellingDoor;
