import type { VerifiedClearance } from '../clearance/document';
import type { Entry } from '../kernel/entry';
import type { EntryRow } from '../kernel/entry-row';
import { refuse } from '../kernel/refusal';
import type { RegisterView } from '../register/state';
import type { Words } from '../words/tables';
import { standingOf, type AdviceStanding, type Change, type Moment } from './moment';
import type { AdviceStage, AdviceState } from './state';
import { stageAt, type Transitions } from './transitions';

/** A signed decision judged whole before it is sent, where there is one yet. */
export interface About {
  readonly clearance?: VerifiedClearance;
}

/** Everything there is to say of one type of entry of a request for advice. Where it leads stands in the transitions. */
export interface AdviceRow<Type extends string = string, Body = never> extends EntryRow<Type, Body, Words> {
  /** Who may write one. */
  readonly open: readonly AdviceStanding[];
  /** It happens at any stage and leads nowhere. */
  readonly atAnyStage?: true;
  /** Seals something to the organisation, on whichever device: too late once the entry is refused. */
  readonly seals: boolean;
  /** Asked before who they are and at which stage, so that it can say more than that. */
  readonly first?: (now: Omit<Moment, 'to'>) => void;
  /** Asked before anything is sealed, once the person and the stage allow it. */
  readonly may?: (now: Moment, about: About) => void;
  readonly apply: (now: Moment, entry: Entry, body: Body, clearance: VerifiedClearance | undefined) => Change;
  /** What was done, in a sentence. `by`: the author's name. */
  readonly line: (by: string, body?: Body) => string;
}

/** The row of a request's first entry: it is judged before there is a request. */
export interface OpeningRow<Type extends string = string, Body = never> extends EntryRow<Type, Body, Words> {
  readonly open: readonly AdviceStanding[];
  readonly opens: (entry: Entry, body: Body, view: RegisterView) => AdviceState;
  readonly line: (by: string) => string;
}

/** Any row: its body was read by the shape of the same row before it is asked. */
type OfAnyBody<Row> = Omit<Row, 'body'> & EntryRow<string, unknown, Words>;
export type AnyRow = OfAnyBody<AdviceRow> | OfAnyBody<OpeningRow>;
export type FollowingRow = OfAnyBody<AdviceRow>;

/** A row as it is written: its body's type comes from its shape. */
export function adviceEntry<const Type extends string, Body>(row: AdviceRow<Type, Body>): AdviceRow<Type, Body> {
  return row;
}

export function openingEntry<const Type extends string, Body>(row: OpeningRow<Type, Body>): OpeningRow<Type, Body> {
  return row;
}

function refuseStanding(open: readonly AdviceStanding[]): never {
  if (open.includes('adviser')) refuse('not-an-adviser');
  return refuse(open.includes('assigned') ? 'not-assigned' : 'not-the-requester');
}

/** Who may, and at which stage; the moment as the row is asked at it. */
export function allowed(row: FollowingRow, now: Omit<Moment, 'to'>, transitions: Transitions): Moment {
  const { state, by, view, at } = now;
  row.first?.(now);
  if (!row.open.includes(standingOf(state, by, view, at))) refuseStanding(row.open);
  const stage = stageAt(state, at, { view });
  return { ...now, to: row.atAnyStage === true ? stage : leadsTo(transitions, stage, row.type) };
}

function leadsTo(transitions: Transitions, stage: AdviceStage, type: string): AdviceStage {
  return transitions[stage][type] ?? refuse('wrong-stage');
}
