import { following } from '../kernel/book-of-rows';
import { advance, follows, given } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import { isAddressed, rowFor, type Rows } from '../kernel/entry-row';
import type { PersonId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import type { Words } from '../words/tables';
import { authorOf, type AnyRow, type RegisterFacts, type RegisterRow } from './entry';
import { isStillAbout, requireGesture, type Gestured } from './gestured';
import { put, type Change, type Moment } from './moment';
import { beginsToServe, isByTheSame, stillWaits } from './proposed';
import type { Proposed, RegisterState } from './state';
import { newestView } from './view';

/** A row whose body was read by its own shape. */
type Judged = Pick<RegisterRow, 'open' | 'ofOwnKeys' | 'isOfRestoring'> & {
  readonly needsTwo?: (now: Moment, body: unknown) => boolean;
  readonly isAnnounced?: (now: Moment, body: unknown, entry: Entry) => boolean;
  readonly apply: (now: Moment, entry: Entry, body: unknown) => Change;
};
type Changes = (state: RegisterState, body: unknown, by: Entry['by']) => number;
type Opens = (entry: Entry, body: unknown, facts: RegisterFacts) => RegisterState;

/** Whether people went on as if nothing had been lost: all that does not say what was, or only proposes to. */
function goesOn({ isOfRestoring }: Judged, { restored }: Change): boolean {
  return isOfRestoring !== true || restored !== undefined;
}

/** Judges entries of the register by the rows of one build. Refuses by throwing, as rules do. */
export class RegisterJudging {
  constructor(
    private readonly rows: Rows<AnyRow>,
    private readonly words: (rules: number) => Words,
  ) {}

  founded(entry: Entry, body: unknown, facts: RegisterFacts): RegisterState {
    const row = rowFor(this.rows, entry);
    if (!('opens' in row)) return refuse('not-a-beginning');
    isAddressed(row, entry, body);
    return (row.opens as Opens)(entry, body, facts);
  }

  lastAbout(state: RegisterState, act: Pick<Entry, 'type' | 'rules' | 'by'>, body: unknown): number | undefined {
    const row = rowFor(this.rows, act);
    return 'changes' in row ? (row.changes as Changes)(state, body, act.by) : undefined;
  }

  next(state: RegisterState, entry: Entry, body: unknown, facts: RegisterFacts): RegisterState {
    follows({ ...state, id: state.root, register: state.head }, entry, newestView(state));
    const row = this.rowOf(entry);
    isAddressed(row, entry, body);
    const now = this.momentOf(row, state, entry, facts);
    const last = this.lastAbout(state, entry, given(body));
    if (last !== undefined) requireGesture(now.author, entry, body as Gestured, last, facts.act);
    const change = this.decided(row, now, entry, given(body));
    const { head, at, rules } = advance(entry);
    return {
      ...state,
      ...change,
      wentOn: goesOn(row, change) ? entry.seq : state.wentOn,
      head,
      at,
      rules,
      hashes: state.hashes.concat(entry.hash),
      times: state.times.concat(at),
    };
  }

  /** Why what was proposed cannot take effect then: any more, or by one of these who would confirm it; undefined if it can. */
  fallen(state: RegisterState, proposed: Proposed, at: number, by: readonly PersonId[]): Refusal | undefined {
    return refusalOf(() => {
      stillWaits(proposed, at);
      isByTheSame(state, proposed);
      const entry = { ...proposed.entry, seq: state.head.seq + 1, at };
      for (const each of [...by, entry.by]) this.again(state, proposed, { ...entry, by: each });
    });
  }

  private rowOf(entry: Entry): Judged & AnyRow {
    return following(rowFor(this.rows, entry)) as unknown as Judged & AnyRow;
  }

  private momentOf(row: Judged, state: RegisterState, entry: Entry, facts: RegisterFacts): Moment {
    const { joins = [], act, anchored } = facts;
    return {
      ...{ state, author: authorOf(row, state, entry), joins, act, anchored },
      ...{ rules: entry.rules, words: this.words(entry.rules) },
      again: (proposed, by) => this.again(state, proposed, { ...proposed.entry, seq: entry.seq, at: entry.at, by }),
    };
  }

  /** What was proposed, judged whole as if its entry stood here: what it is about has not moved on since. */
  private again(state: RegisterState, { body, joins, serves }: Proposed, entry: Entry): Change {
    const row = this.rowOf(entry);
    const now = this.momentOf(row, state, entry, { joins });
    isStillAbout(body as Gestured, this.lastAbout(state, entry, body));
    const change = row.apply(now, entry, body);
    if (!serves && beginsToServe(state, change)) refuse('advisers-left');
    return change;
  }

  /** What an act changes at once, or that it waits. It is judged whole even then: nobody is asked to confirm what cannot be. */
  private decided(row: Judged, now: Moment, entry: Entry, body: unknown): Change {
    const { state, joins } = now;
    const change = row.apply(now, entry, body);
    if (state.mode === 'trial' || row.needsTwo?.(now, body) !== true) return change;
    return {
      proposed: put(state.proposed, entry.id, {
        seq: entry.seq,
        entry,
        body,
        joins,
        serves: beginsToServe(state, change),
        from: entry.at + (row.isAnnounced?.(now, body, entry) === true ? state.waits.power : 0),
      }),
    };
  }
}
