import type { VerifiedClearance } from '../clearance/document';
import { bookOfRows, following } from '../kernel/book-of-rows';
import type { Grounds } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import { rowsOf, type BodiesOf } from '../kernel/entry-row';
import type { PersonId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import { rulesToName, type Book } from '../kernel/rule-book';
import type { RegisterView } from '../register/state';
import type { Words } from '../words/tables';
import { allowed, type About, type AnyRow } from './entry';
import { usableKey, type Change, type Moment } from './moment';
import type { AdviceEntryType, adviceRows } from './rows';
import type { AdviceState } from './state';
import type { Transitions } from './transitions';

interface Facts {
  readonly clearance?: VerifiedClearance;
}

/** An act on a request. With `clearance`, a proposal or a decision is judged whole before it is sent. */
export interface AdviceAct extends About {
  readonly act: Exclude<AdviceEntryType, 'genesis' | 'tick'>;
}

/** The rule book of requests for advice, and what else is asked by its rows before an entry is written. */
export interface AdviceBook extends Book<AdviceState, Grounds<RegisterView, Facts>> {
  bodies(rules: number): BodiesOf<(typeof adviceRows)[number]>;
  /** The row of an entry, by the version it names; undefined for what this build does not know. */
  row(entry: { readonly type: string; readonly rules: number }): AnyRow | undefined;
  /** Why this person may not do this now, or undefined. `view` is the newest register known. */
  mayAct(state: AdviceState, view: RegisterView, now: number, person: PersonId, act: AdviceAct): Refusal | undefined;
}

interface Plan {
  readonly knows: number;
  readonly rows: readonly AnyRow[];
  readonly words: (rules: number) => Words;
  readonly transitions: Transitions;
}

type Rule = (now: Moment, entry: Entry, body: unknown, clearance: VerifiedClearance | undefined) => Change;

/** A request has one thread. */
function namesThread(state: AdviceState, body: unknown): void {
  const { thread } = body as { readonly thread?: string };
  if (thread !== undefined && thread !== state.thread) refuse('no-such-thread');
}

export function adviceBook({ knows, rows, words, transitions }: Plan): AdviceBook {
  const all = rowsOf(rows, words);
  const book = bookOfRows<AdviceState, RegisterView, Facts, AnyRow>({
    ...{ kind: 'advice', knows, rows: all },
    names: namesThread,
    change: (row, state, entry, body, view, facts) => {
      const { at, by, rules } = entry;
      const now = allowed(row, { state, view, at, by, rules }, transitions);
      return (row.apply as Rule)(now, entry, body, facts.clearance);
    },
    unseen: () => ({}),
  });
  return {
    ...book,
    bodies: (rules) => all.bodies(rules) as ReturnType<AdviceBook['bodies']>,
    row: ({ type, rules }) => all.find(type, rules),
    mayAct: (state, view, at, by, { act, ...about }) =>
      refusalOf(() => {
        const rules = Math.max(rulesToName({ knows }, view.rules), state.rules);
        const row = following(all.find(act, rules) ?? refuse('unknown-type'));
        if (row.seals) usableKey(view, state.org, at);
        const now = allowed(row, { state, view, at, by, rules }, transitions);
        row.may?.(now, about);
      }),
  };
}
