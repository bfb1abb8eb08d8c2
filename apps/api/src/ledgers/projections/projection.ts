import type { AdviceState, LedgerKind, RegisterState, RoomState } from '@consilium/domain';
import type { AnyReplica } from '../any-replica';

/** The states that projections follow, by the kind of ledger. */
interface States {
  register: RegisterState;
  room: RoomState;
  advice: AdviceState;
}

/** How PostgreSQL keeps a column; a `bigint` comes back as a number in rows that are compared. */
export type ColumnType = 'text' | 'integer' | 'bigint';
type Value<T extends ColumnType> = T extends 'text' ? string : number;
type Columns = Readonly<Record<string, ColumnType>>;
type RowOf<C extends Columns> = { readonly [Name in keyof C]: Value<C[Name]> };
export type AnyRow = Readonly<Record<string, string | number>>;

/**
 * One table of a list or a queue: rows made from the states of ledgers alone, written in the transaction of each append, and
 * made again from the ledgers whenever that is asked for. Rows are never taken away while a ledger goes on: an end is a state.
 */
interface Described<K extends LedgerKind, C extends Columns, Item extends object> {
  readonly table: string;
  readonly kind: K;
  /** Raised when rows or columns are made in another way than before: the table is then made anew. */
  readonly version: number;
  readonly columns: C;
  readonly key: readonly (keyof C & string)[];
  /** Whether the table also says by which transaction each row was last written (`written`, by a trigger), which is in no ledger. */
  readonly written?: boolean;
  /** The column that names the ledger, where a table has rows of several; the register's tables have none. */
  readonly ledger?: keyof C & string;
  /** What rows are made of. An append leaves most of them the very same objects, and these cost it nothing. */
  readonly items: (state: States[K]) => Iterable<Item>;
  /** Rows of one item; `state` only for what every append leaves as it is. */
  readonly rowsOf: (item: Item, state: States[K]) => readonly RowOf<C>[];
}

/** A projection of any noun, as the append path sees it. */
export interface Projection {
  readonly table: string;
  readonly kind: LedgerKind;
  readonly version: number;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly ledger: string | undefined;
  readonly written: boolean;
  /** Every row of a ledger. */
  readonly rows: (replica: AnyReplica) => readonly AnyRow[];
  /** Rows of `after` that `before` does not have in the same words. */
  readonly changed: (before: AnyReplica | undefined, after: AnyReplica) => readonly AnyRow[];
}

/** A projection as its noun describes it: rows, columns and key are held against each other by the compiler. */
export function projection<const K extends LedgerKind, const C extends Columns, Item extends object>(
  described: Described<K, C, Item>,
): Projection {
  const { table, kind, version, columns, key, ledger, written = false, items, rowsOf } = described;
  // A projection is only ever shown ledgers of its own kind.
  const stateOf = ({ state }: AnyReplica): States[K] => state as States[K];
  const rowsIn = (made: Iterable<Item>, state: States[K]): readonly AnyRow[] =>
    [...made].flatMap((item) => rowsOf(item, state));
  return {
    ...{ table, kind, version, columns, key, ledger, written },
    rows: (replica) => rowsIn(items(stateOf(replica)), stateOf(replica)),
    changed: (before, after) => {
      const state = stateOf(after);
      const old = new Set<Item>(before === undefined ? [] : items(stateOf(before)));
      const fresh = [...items(state)].filter((item) => !old.delete(item));
      if (fresh.length === 0) return [];
      const known = new Set(before === undefined ? [] : rowsIn(old, stateOf(before)).map((row) => JSON.stringify(row)));
      return rowsIn(fresh, state).filter((row) => !known.has(JSON.stringify(row)));
    },
  };
}
