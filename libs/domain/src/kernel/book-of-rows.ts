import { advance, bookUnderRegister, given, type Anchor, type ChainState, type Grounds } from './chain';
import { outOfScope, type Entry, type LedgerKind } from './entry';
import { isAddressed, rowFor, type AnyRow, type Rows } from './entry-row';
import { refuse } from './refusal';
import type { Book } from './rule-book';

/** The row of a ledger's first entry is judged before there is a state; every other changes one. */
interface Opening<S, Register> extends AnyRow {
  readonly opens: (entry: Entry, body: never, register: Register) => S;
}

/** A row of an entry that follows. */
export type Following<Row> = Exclude<Row, { readonly opens: unknown }>;

/** The row, if it is that of an entry that follows; a ledger is begun once. */
export function following<Row extends AnyRow>(row: Row): Following<Row> {
  return 'opens' in row ? refuse('not-a-beginning') : (row as Following<Row>);
}

interface Frame<S, Register, Facts, Row> {
  readonly kind: LedgerKind;
  readonly knows: number;
  readonly rows: Rows<Row>;
  /** Whether what a body names is there at all; asked before its address. */
  readonly names?: (state: S, body: unknown) => void;
  /** What an entry changes, by its own row and whoever wrote it. */
  readonly change: (
    row: Following<Row>,
    state: S,
    entry: Entry,
    body: unknown,
    register: Register,
    facts: Facts,
  ) => Partial<S>;
  /** What an entry changes whose body this reader was not given. */
  readonly unseen: (state: S, entry: Entry) => Partial<S>;
}

/** The rule book of a kind of ledger that is judged by a register: chain, row, address, and then the row's own rule. */
export function bookOfRows<S extends ChainState, Register extends Anchor, Facts, Row extends AnyRow>({
  kind,
  knows,
  rows,
  names,
  change,
  unseen,
}: Frame<S, Register, Facts, Row>): Book<S, Grounds<Register, Facts>> {
  const begin = (entry: Entry, body: unknown, register: Register): S => {
    const row: AnyRow = rowFor(rows, entry);
    if (!('opens' in row)) return refuse('not-a-beginning');
    isAddressed(row, entry, body);
    return (row as Opening<S, Register>).opens(entry, body as never, register);
  };
  const next = (state: S, entry: Entry, body: unknown, register: Register, facts: Facts): Partial<S> => {
    const row = following(rowFor(rows, entry));
    if (body === outOfScope) return unseen(state, entry);
    names?.(state, body);
    isAddressed(row, entry, body);
    return change(row, state, entry, body, register, facts);
  };
  return bookUnderRegister<S, Register, Facts>(
    { kind, knows, bodies: (rules) => rows.bodies(rules) },
    (state, entry, body, register, facts) =>
      state === undefined
        ? begin(entry, given(body), register)
        : { ...state, ...next(state, entry, body, register, facts), ...advance(entry) },
  );
}
