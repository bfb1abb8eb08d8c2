import type { ClearanceShapes } from './clearance/document';
import type { Facts } from './facts';
import type { Grounds } from './kernel/chain';
import type { Book } from './kernel/rule-book';
import type { RegisterState, RegisterView } from './register/state';
import type { Touched } from './register/view';

/** What an entry is judged by beside its ledger's own state. The register is absent when the register itself is judged. */
export type JudgementContext = Grounds<RegisterView, Facts>;

export interface RuleBook<S> extends Book<S, JudgementContext>, ClearanceShapes {
  /** Everything in the register that this ledger's rules look at when entries from `from` on are judged. */
  touches?(state: S, register: RegisterState, from: number): Touched;
}
