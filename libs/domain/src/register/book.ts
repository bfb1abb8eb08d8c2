import { given, judgedByKnown } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import { rowsOf, type BodiesOf } from '../kernel/entry-row';
import { judge, type Refusal } from '../kernel/refusal';
import type { Book } from '../kernel/rule-book';
import type { Words } from '../words/tables';
import type { AnyRow, RegisterFacts } from './entry';
import { RegisterJudging } from './judging';
import type { registerRows } from './rows';
import type { Proposed, RegisterState } from './state';

/** The register's rule book. It is judged by nothing but itself. */
export interface RegisterBook extends Book<RegisterState, { readonly facts: RegisterFacts }> {
  bodies(rules: number): BodiesOf<(typeof registerRows)[number]>;
  /** The last entry about what an act changes, which its gesture names; undefined for what asks for none. */
  lastAbout(state: RegisterState, act: Pick<Entry, 'type' | 'rules' | 'by'>, body: unknown): number | undefined;
  /** Why what was proposed cannot take effect then: any more, or by one of these who would confirm it; undefined if it can. */
  fallen(state: RegisterState, proposed: Proposed, at: number, by?: readonly PersonId[]): Refusal | undefined;
}

interface Plan {
  readonly knows: number;
  readonly rows: readonly AnyRow[];
  readonly words: (rules: number) => Words;
}

export function registerBook({ knows, rows, words }: Plan): RegisterBook {
  const all = rowsOf(rows, words);
  const judging = new RegisterJudging(all, words);
  return {
    kind: 'register',
    knows,
    lastAbout: (state, act, body) => judging.lastAbout(state, act, body),
    fallen: (state, proposed, at, by = []) => judging.fallen(state, proposed, at, by),
    bodies: (rules) => all.bodies(rules) as ReturnType<RegisterBook['bodies']>,
    apply: (state, entry, body, { facts }) =>
      judge(() => {
        judgedByKnown({ knows }, entry);
        return state === undefined
          ? judging.founded(entry, given(body), facts)
          : judging.next(state, entry, body, facts);
      }),
  };
}
