import type { WhoAmI } from '@consilium/contracts';
import type { Opened } from '../vault/opened';

/** How a joining ends: somebody is signed in, with keys open. */
export interface Joined {
  readonly me: WhoAmI;
  readonly opened: Opened;
}
