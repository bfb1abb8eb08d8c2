import type { Entry } from '../kernel/entry';
import type { EntryRow } from '../kernel/entry-row';
import type { KeyId, PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { Role } from '../words/lists';
import type { Words } from '../words/tables';
import type { VerifiedAct } from '../facts';
import type { VerifiedJoin } from './join';
import { personNow, type Change, type Moment } from './moment';
import type { Person, RegisterState } from './state';
import { isGood } from './view';

/** What was established of the documents in an entry. `serviceKid`: in entry 0, thumbprint of the body's `service` key. */
export interface RegisterFacts {
  readonly joins?: readonly VerifiedJoin[];
  readonly serviceKid?: KeyId;
  readonly act?: VerifiedAct;
  readonly anchored?: string;
}

/** Everything there is to say of one type of entry of the register. No patient data ever. */
export interface RegisterRow<Type extends string = string, Body = never> extends EntryRow<Type, Body, Words> {
  /** Roles that may write one. */
  readonly open: readonly Role[];
  /** About one's own keys: also when the registration has run out, since renewal may be late. */
  readonly ofOwnKeys?: true;
  /**
   * Changes who may act or decide: only with a gesture, given when the register's last word about what is changed was the
   * one found here, which is -1 where it never spoke of it.
   */
  readonly changes?: (state: RegisterState, body: Body, by: PersonId) => number;
  /** Whether it gives somebody power, which in a production register takes two officers. */
  readonly needsTwo?: (now: Moment, body: Body) => boolean;
  /** Of what takes two: whether it is announced first, and may be confirmed only after the register's `waits.power`. */
  readonly isAnnounced?: (now: Moment, body: Body, entry: Entry) => boolean;
  /** Of what may stand between the entry a restored register ends with and the `restore` itself. */
  readonly isOfRestoring?: true;
  readonly apply: (now: Moment, entry: Entry, body: Body) => Change;
}

/** The row of the register's first entry: it is judged before there is a register. */
export interface OpeningRow<Type extends string = string, Body = never> extends EntryRow<Type, Body, Words> {
  readonly open: readonly Role[];
  readonly opens: (entry: Entry, body: Body, facts: RegisterFacts) => RegisterState;
}

/** Any row: its body was read by the shape of the same row before it is asked. */
type OfAnyBody<Row> = Omit<Row, 'body'> & EntryRow<string, unknown, Words>;
export type AnyRow = OfAnyBody<RegisterRow> | OfAnyBody<OpeningRow>;

/** A row as it is written: its body's type comes from its shape. */
export function registerEntry<const Type extends string, Body>(row: RegisterRow<Type, Body>): RegisterRow<Type, Body> {
  return row;
}

export function openingEntry<const Type extends string, Body>(row: OpeningRow<Type, Body>): OpeningRow<Type, Body> {
  return row;
}

/** The author, whose status is good, and who is active unless it is about their own keys; in a role open to the type. */
export function authorOf(row: Pick<RegisterRow, 'open' | 'ofOwnKeys'>, state: RegisterState, entry: Entry): Person {
  const author = personNow(state, entry.by);
  if (author === undefined) return refuse('author-unknown');
  if (author.status !== 'good') refuse('author-not-active');
  if (row.ofOwnKeys !== true && !isGood(author, entry.at)) refuse('author-not-active');
  if (!row.open.includes(author.role)) refuse(row.open.includes('officer') ? 'not-an-officer' : 'not-an-adviser');
  return author;
}
