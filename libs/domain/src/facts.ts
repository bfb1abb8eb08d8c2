import type { VerifiedClearance } from './clearance/document';
import type { KeyId } from './kernel/ids';
import type { VerifiedJoin } from './register/join';

/** Who confirmed an act: one of the author's passkeys as the register listed them before it, or their recovery words. */
export type VerifiedAct = { readonly by: 'passkey'; readonly credential: string } | { readonly by: 'words' };

/** What the ledger library established before a rule book is asked: signatures, thumbprints, gestures. */
export interface Facts {
  readonly joins?: readonly VerifiedJoin[];
  readonly clearance?: VerifiedClearance;
  /** In the register's entry 0: thumbprint of the body's `service` key. */
  readonly serviceKid?: KeyId;
  /** In the register: the gesture over this very act. */
  readonly act?: VerifiedAct;
  /** In the register: the organisation's anchor (b64), under which the signature in this very `anchored` entry holds. */
  readonly anchored?: string;
}
export const noFacts: Facts = {};
