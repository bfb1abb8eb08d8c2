import type { Entry, LedgerKind } from './entry';
import type { Applied } from './refusal';
import type { Shape } from './shape';

/**
 * What one kind of ledger allows. Pure and synchronous: run by the server to refuse and by every client to believe.
 * `apply` expects signatures, ids, body hash and key ownership checked, and `body` read by `bodies(rules)[type]` (or
 * `outOfScope`). It never changes the state it is given.
 */
export interface Book<State, Context> {
  readonly kind: LedgerKind;
  /** The newest version of the rules that this build reads and judges. */
  readonly knows: number;
  /** The shapes of the bodies that an entry naming this version of the rules may have, by type. */
  bodies(rules: number): Readonly<Record<string, Shape<unknown>>>;
  apply(state: State | undefined, entry: Entry, body: unknown, context: Context): Applied<State>;
}

/** What reading an entry strictly takes of a rule book: no judgement, only shapes. */
export type EntryShapes = Pick<Book<never, never>, 'kind' | 'knows' | 'bodies'>;

/** The version that an entry about to be written names: the newest in force that this build judges by. */
export function rulesToName({ knows }: Pick<EntryShapes, 'knows'>, rulesInForce: number): number {
  return Math.min(knows, rulesInForce);
}
