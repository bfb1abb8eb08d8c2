import { following } from '../kernel/book-of-rows';
import { advance, follows, given, judgedByKnown } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import { isAddressed, rowFor, rowsOf, type BodiesOf } from '../kernel/entry-row';
import { judge, refuse } from '../kernel/refusal';
import type { Book } from '../kernel/rule-book';
import type { Words } from '../words/tables';
import { authorOf, type AnyRow, type RegisterFacts } from './entry';
import type { Change, Moment } from './moment';
import type { registerRows } from './rows';
import { requireGesture } from './gestured';
import type { RegisterState } from './state';
import { newestView } from './view';

/** The register's rule book. It is judged by nothing but itself. */
export interface RegisterBook extends Book<RegisterState, { readonly facts: RegisterFacts }> {
  bodies(rules: number): BodiesOf<(typeof registerRows)[number]>;
  /** The last entry about what an act changes, which its gesture names; undefined for what asks for none. */
  lastAbout(state: RegisterState, act: Pick<Entry, 'type' | 'rules' | 'by'>, body: unknown): number | undefined;
}

interface Plan {
  readonly knows: number;
  readonly rows: readonly AnyRow[];
  readonly words: (rules: number) => Words;
}

type Rule = (now: Moment, entry: Entry, body: unknown) => Change;
type Changes = (state: RegisterState, body: unknown, by: PersonId) => number;
type Opens = (entry: Entry, body: unknown, facts: RegisterFacts) => RegisterState;

export function registerBook({ knows, rows, words }: Plan): RegisterBook {
  const all = rowsOf(rows, words);
  const founded = (entry: Entry, body: unknown, facts: RegisterFacts): RegisterState => {
    const row = rowFor(all, entry);
    if (!('opens' in row)) return refuse('not-a-beginning');
    isAddressed(row, entry, body);
    return (row.opens as Opens)(entry, body, facts);
  };
  const lastAbout: RegisterBook['lastAbout'] = (state, act, body) => {
    const row = rowFor(all, act);
    return 'changes' in row ? (row.changes as Changes)(state, body, act.by) : undefined;
  };
  const next = (
    state: RegisterState,
    entry: Entry,
    body: unknown,
    { joins = [], act }: RegisterFacts,
  ): RegisterState => {
    follows({ ...state, id: state.root, register: state.head }, entry, newestView(state));
    const row = following(rowFor(all, entry));
    isAddressed(row, entry, body);
    const now = {
      state,
      author: authorOf(row, state, entry),
      joins,
      act,
      rules: entry.rules,
      words: words(entry.rules),
    };
    const last = lastAbout(state, entry, given(body));
    if (last !== undefined) requireGesture(now.author, entry, body as Parameters<typeof requireGesture>[2], last, act);
    const change = (row.apply as Rule)(now, entry, given(body));
    const { head, at, rules } = advance(entry);
    return { ...state, ...change, head, at, rules, hashes: state.hashes.concat(entry.hash) };
  };
  return {
    kind: 'register',
    knows,
    lastAbout,
    bodies: (rules) => all.bodies(rules) as ReturnType<RegisterBook['bodies']>,
    apply: (state, entry, body, { facts }) =>
      judge(() => {
        judgedByKnown({ knows }, entry);
        return state === undefined ? founded(entry, given(body), facts) : next(state, entry, body, facts);
      }),
  };
}
