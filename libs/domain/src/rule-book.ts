import type { Facts } from './documents';
import type { Entry, LedgerKind } from './entry';
import type { RegisterView } from './register/state';
import type { Applied } from './refusal';
import type { Shape } from './shape';

export interface JudgementContext {
  /** The register at the head the entry names; absent when judging the register itself. */
  readonly register?: RegisterView;
  readonly facts: Facts;
}

/**
 * What one kind of ledger allows. Pure and synchronous: run by the server to refuse and by every client to believe.
 * `apply` expects signatures, ids, body hash and key ownership checked, and `body` read by `bodies[type]` (or `outOfScope`).
 * It never changes the state it is given.
 */
export interface RuleBook<S> {
  readonly kind: LedgerKind;
  readonly bodies: Readonly<Record<string, Shape<unknown>>>;
  apply(state: S | undefined, entry: Entry, body: unknown, context: JudgementContext): Applied<S>;
}
