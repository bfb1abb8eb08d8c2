import { scopeIs } from './chain';
import type { Entry } from './entry';
import type { ThreadId } from './ids';
import { refuse } from './refusal';
import type { Shape } from './shape';
import { byVersion, inForce, type Lasting } from './versions';

/** To whom an entry of a type is addressed: every reader, the threads its body names, or as its own rule says. */
export type ScopeRule = 'room' | 'thread' | 'threads' | 'as-judged';

/**
 * What every book says of one type of entry. A body that holds words of a closed list takes them from the version that the
 * entry names. Two rows may have the same type, if no version has both.
 */
export interface EntryRow<Type extends string, Body, Words> extends Lasting {
  readonly type: Type;
  readonly body: Shape<Body> | ((words: Words) => Shape<Body>);
  readonly scope: ScopeRule;
}

/** The type and the body of a row, as its shape reads it. */
export type TypeOf<Row> = Row extends { readonly type: infer Type } ? Type : never;
export type BodyOf<Row> = Row extends { readonly body: Shape<infer Body> | ((words: never) => Shape<infer Body>) }
  ? Body
  : never;
/** Bodies by type. */
export type BodiesOf<Row extends { readonly type: string }> = {
  readonly [T in TypeOf<Row> & string]: Shape<BodyOf<Extract<Row, { readonly type: T }>>>;
};

/** A row whose body nobody asks for; its words may be of any book. */
export type AnyRow<Words = never> = EntryRow<string, unknown, Words>;

/** The rows of one book, as each version of the rules has them. */
export interface Rows<Row> {
  bodies(rules: number): Readonly<Record<string, Shape<unknown>>>;
  all(rules: number): readonly Row[];
  /** Undefined for a type that this version does not have. */
  find(type: string, rules: number): Row | undefined;
}

function shapeIn<Words>({ body }: AnyRow<Words>, words: Words): Shape<unknown> {
  return typeof body === 'function' ? body(words) : body;
}

export function rowsOf<Row extends AnyRow<Words>, Words>(
  rows: readonly Row[],
  words: (rules: number) => Words,
): Rows<Row> {
  const all = byVersion((rules) => inForce(rows, rules));
  const byType = byVersion((rules) => new Map(all(rules).map((row) => [row.type, row])));
  const bodies = byVersion((rules) =>
    Object.fromEntries(all(rules).map((row) => [row.type, shapeIn(row, words(rules))] as const)),
  );
  return { bodies, all, find: (type, rules) => byType(rules).get(type) };
}

/** The row that an entry is judged by. */
export function rowFor<Row>(rows: Rows<Row>, { type, rules }: Pick<Entry, 'type' | 'rules'>): Row {
  return rows.find(type, rules) ?? refuse('unknown-type');
}

/** Refuses an entry addressed otherwise than its type says. */
export function isAddressed({ scope }: { readonly scope: ScopeRule }, entry: Entry, body: unknown): void {
  if (scope === 'as-judged') return;
  const { thread, threads } = body as { readonly thread: ThreadId; readonly threads: readonly ThreadId[] };
  const expected = { room: 'room', thread: [thread], threads } as const;
  scopeIs(entry, expected[scope]);
}
