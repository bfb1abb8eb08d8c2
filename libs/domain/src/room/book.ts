import type { VerifiedClearance } from '../clearance/document';
import { guidanceIn, type Guidance, type GuidanceRule } from '../guidance/rule';
import { bookOfRows, following } from '../kernel/book-of-rows';
import type { Grounds } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import { rowsOf, type BodiesOf } from '../kernel/entry-row';
import type { PersonId, ThreadId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import { rulesToName, type Book } from '../kernel/rule-book';
import { byVersion } from '../kernel/versions';
import type { RegisterView } from '../register/state';
import type { Words } from '../words/tables';
import { endedUnseen } from './ended-shares';
import { isAllowed, type AnyRow } from './entry';
import { keysInsideAfter, standingIn } from './membership';
import { put, type Change, type Moment } from './moment';
import { saidAfter } from './said';
import type { RoomAct, roomRows } from './rows';
import type { RoomState } from './state';

interface Facts {
  readonly clearance?: VerifiedClearance;
}

/** The rule book of rooms, and what else is asked by its rows before and after an entry is written. */
export interface RoomBook extends Book<RoomState, Grounds<RegisterView, Facts>> {
  bodies(rules: number): BodiesOf<(typeof roomRows)[number]>;
  /** The row of an entry, by the version it names; undefined for what this build does not know. */
  row(entry: { readonly type: string; readonly rules: number }): AnyRow | undefined;
  /** Why this person may not do this now, or undefined. `view` is the newest register known. */
  mayAct(state: RoomState, view: RegisterView, now: number, person: PersonId, act: RoomAct): Refusal | undefined;
  /** The guidance that is in force now, for what is asked before anything is recorded. */
  guidance(view: RegisterView): Guidance;
}

interface Plan {
  readonly knows: number;
  readonly rows: readonly AnyRow[];
  readonly words: (rules: number) => Words;
  readonly guidance: readonly GuidanceRule[];
}

/** Of a withheld body only the chain is judged, and its threads are noted as no longer judgeable here. */
function darkened(state: RoomState, entry: Entry): ReadonlySet<ThreadId> {
  if (entry.scope === 'room') return refuse('body-missing');
  const unseen = entry.scope.filter((thread) => !state.dark.has(thread));
  return unseen.length === 0 ? state.dark : new Set([...state.dark, ...unseen]);
}

/** Counted by its skeleton, whether or not this reader is given the picture. */
function counted({ pictures }: RoomState, { id, type }: Entry): RoomState['pictures'] {
  return type === 'picture' ? put(pictures, id, pictures.size + 1) : pictures;
}

/** The state after an entry, with the keys that are inside as of it. */
function noted(state: RoomState, view: RegisterView): RoomState {
  const keysInside = keysInsideAfter(state, view);
  return keysInside === state.keysInside ? state : { ...state, keysInside };
}

type Rule = (now: Moment, entry: Entry, body: unknown, clearance: VerifiedClearance | undefined) => Change;

export function roomBook({ knows, rows, words, guidance }: Plan): RoomBook {
  const all = rowsOf(rows, words);
  const guidanceOf = byVersion((rules) => guidanceIn(guidance, rules));
  const momentOf = (state: RoomState, view: RegisterView, at: number, by: PersonId, rules: number): Moment => ({
    ...{ state, view, at, by, rules },
    guidance: guidanceOf(rules),
    standing: standingIn(state, by, view, at),
  });
  const book = bookOfRows<RoomState, RegisterView, Facts, AnyRow>({
    ...{ kind: 'room', knows, rows: all },
    change: (row, state, entry, body, view, facts) => {
      const now = momentOf(state, view, entry.at, entry.by, entry.rules);
      isAllowed(row, now);
      const skeleton = { pictures: counted(state, entry), said: saidAfter(state, entry) };
      return { ...skeleton, ...(row.apply as Rule)(now, entry, body, facts.clearance) };
    },
    unseen: (state, entry) => ({
      pictures: counted(state, entry),
      said: saidAfter(state, entry),
      dark: darkened(state, entry),
      outsiders: endedUnseen(state, entry),
    }),
  });
  return {
    ...book,
    apply: (state, entry, body, context) => {
      const applied = book.apply(state, entry, body, context);
      const { register } = context;
      return applied.ok && register !== undefined ? { ...applied, state: noted(applied.state, register) } : applied;
    },
    bodies: (rules) => all.bodies(rules) as ReturnType<RoomBook['bodies']>,
    row: ({ type, rules }) => all.find(type, rules),
    mayAct: (state, view, at, person, act) =>
      refusalOf(() => {
        const rules = Math.max(rulesToName({ knows }, view.rules), state.rules);
        const row = all.all(rules).find((each) => 'acts' in each && Object.hasOwn(each.acts, act.act));
        const { acts, ...asked } = following(row ?? refuse('unknown-type'));
        const now = momentOf(state, view, at, person, rules);
        isAllowed(asked, now);
        acts[act.act]?.(now, act as never);
      }),
    guidance: (view) => guidanceOf(rulesToName({ knows }, view.rules)),
  };
}
