import type { WhoAmI } from '@consilium/contracts';
import type { PersonId, Role } from '@consilium/domain';

/**
 * `waiting`: has an account, not yet in the register. `active`: register status good and credential not expired.
 * `ended`: was in the register, may do nothing any more. Derived from the newest register state each time, never stored.
 */
export type Standing = WhoAmI['standing'];

/** Who sends a request. */
export interface Caller {
  readonly person: PersonId;
  /** Id of the session (not its secret). */
  readonly session: string;
  readonly standing: Standing;
  readonly role: Role;
}
