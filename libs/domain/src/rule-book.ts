import type { ClearanceShapes } from './clearance/document';
import type { Facts } from './facts';
import type { Grounds } from './kernel/chain';
import type { Book } from './kernel/rule-book';
import type { RegisterView } from './register/state';

/** What an entry is judged by beside its ledger's own state. The register is absent when the register itself is judged. */
export type JudgementContext = Grounds<RegisterView, Facts>;

export interface RuleBook<S> extends Book<S, JudgementContext>, ClearanceShapes {}
