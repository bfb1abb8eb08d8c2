import type { VerifiedClearance } from './clearance/document';
import type { KeyId } from './kernel/ids';
import type { VerifiedJoin } from './register/join';

/** What the ledger library established before a rule book is asked: signatures, thumbprints, gestures. */
export interface Facts {
  readonly joins?: readonly VerifiedJoin[];
  readonly clearance?: VerifiedClearance;
  /** In the register's entry 0: thumbprint of the body's `service` key. */
  readonly serviceKid?: KeyId;
}
export const noFacts: Facts = {};
