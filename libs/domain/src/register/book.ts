import { following } from '../kernel/book-of-rows';
import { advance, follows, given, judgedByKnown } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import { isAddressed, rowFor, rowsOf, type BodiesOf } from '../kernel/entry-row';
import { judge, refusalOf, refuse, type Refusal } from '../kernel/refusal';
import type { Book } from '../kernel/rule-book';
import type { Words } from '../words/tables';
import { authorOf, type AnyRow, type RegisterFacts, type RegisterRow } from './entry';
import { put, type Change, type Moment } from './moment';
import type { registerRows } from './rows';
import { stillWaits } from './proposed';
import { isStillAbout, requireGesture, type Gestured } from './gestured';
import type { Proposed, RegisterState } from './state';
import { newestView } from './view';

/** The register's rule book. It is judged by nothing but itself. */
export interface RegisterBook extends Book<RegisterState, { readonly facts: RegisterFacts }> {
  bodies(rules: number): BodiesOf<(typeof registerRows)[number]>;
  /** The last entry about what an act changes, which its gesture names; undefined for what asks for none. */
  lastAbout(state: RegisterState, act: Pick<Entry, 'type' | 'rules' | 'by'>, body: unknown): number | undefined;
  /** Why what was proposed cannot take effect any more, whoever confirms it at this time; undefined while it can. */
  fallen(state: RegisterState, proposed: Proposed, at: number): Refusal | undefined;
}

interface Plan {
  readonly knows: number;
  readonly rows: readonly AnyRow[];
  readonly words: (rules: number) => Words;
}

/** A row whose body was read by its own shape. */
type Judged = Pick<RegisterRow, 'open' | 'ofOwnKeys'> & {
  readonly needsTwo?: (now: Moment, body: unknown) => boolean;
  readonly apply: (now: Moment, entry: Entry, body: unknown) => Change;
};

function judged(row: unknown): Judged {
  return row as Judged;
}

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
  const momentOf = (
    row: Pick<RegisterRow, 'open' | 'ofOwnKeys'>,
    state: RegisterState,
    entry: Entry,
    joins: RegisterFacts['joins'] = [],
    act?: RegisterFacts['act'],
  ): Moment => ({
    ...{ state, author: authorOf(row, state, entry), joins, act },
    ...{ rules: entry.rules, words: words(entry.rules) },
    again: (proposed, by) => again(state, proposed, { ...proposed.entry, seq: entry.seq, at: entry.at, by }),
  });
  /** What was proposed, judged whole as if its entry stood here: what it is about has not moved on since. */
  const again = (state: RegisterState, { body, joins }: Proposed, entry: Entry): Change => {
    const row = following(rowFor(all, entry));
    const now = momentOf(row, state, entry, joins);
    isStillAbout(body as Gestured, lastAbout(state, entry, body));
    return judged(row).apply(now, entry, body);
  };
  /** What an act changes at once, or that it waits. It is judged whole even then: nobody is asked to confirm what cannot be. */
  const decided = (row: Judged, now: Moment, entry: Entry, body: unknown): Change => {
    const { state, joins } = now;
    const change = row.apply(now, entry, body);
    if (state.mode === 'trial' || row.needsTwo?.(now, body) !== true) return change;
    return { proposed: put(state.proposed, entry.id, { seq: entry.seq, entry, body, joins }) };
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
    const now = momentOf(row, state, entry, joins, act);
    const last = lastAbout(state, entry, given(body));
    if (last !== undefined) requireGesture(now.author, entry, body as Gestured, last, act);
    const change = decided(judged(row), now, entry, given(body));
    const { head, at, rules } = advance(entry);
    return { ...state, ...change, head, at, rules, hashes: state.hashes.concat(entry.hash) };
  };
  return {
    kind: 'register',
    knows,
    lastAbout,
    fallen: (state, proposed, at) =>
      refusalOf(() => {
        stillWaits(proposed, at);
        again(state, proposed, { ...proposed.entry, seq: state.head.seq + 1, at });
      }),
    bodies: (rules) => all.bodies(rules) as ReturnType<RegisterBook['bodies']>,
    apply: (state, entry, body, { facts }) =>
      judge(() => {
        judgedByKnown({ knows }, entry);
        return state === undefined ? founded(entry, given(body), facts) : next(state, entry, body, facts);
      }),
  };
}
