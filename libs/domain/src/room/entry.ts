import type { VerifiedClearance } from '../clearance/document';
import type { Entry } from '../kernel/entry';
import type { EntryRow } from '../kernel/entry-row';
import type { PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { RegisterView } from '../register/state';
import type { Words } from '../words/tables';
import type { RoomStanding } from './membership';
import { isOpen, type Change, type Moment } from './moment';
import type { RoomState } from './state';

/** What a sentence is made of: who wrote the entry, what it says, and how a person is called. */
export interface Told<Body> {
  readonly by: string;
  readonly body: Body;
  readonly name: (person: PersonId) => string;
  /** Whether this person wrote the entry: two may be called the same. */
  readonly isAuthor: (person: PersonId) => boolean;
  /** Who began that generation of the thread's keys. */
  readonly begunBy: (gen: number) => string;
  /** The pictures of its scope by the numbers everybody calls them by: "picture 2", "pictures 1 and 3". */
  readonly pictures: string;
}

/** Acts that lead to an entry of this type, each asked before anything is sealed. `about`: what the act is about. */
type Acts = Readonly<Record<string, (now: Moment, about: never) => unknown>>;

/** Everything there is to say of one type of entry of a room. */
export interface RoomRow<Type extends string = string, Body = never, A extends Acts = Acts> extends EntryRow<
  Type,
  Body,
  Words
> {
  /** Who may write one. */
  readonly open: readonly RoomStanding[];
  /** Whether one may still be written in a closed room: keys and endings. */
  readonly inClosedRoom: boolean;
  /** The rule judges who may by itself, so that it can say more than that somebody is no member. */
  readonly judgesStanding?: true;
  readonly acts: A;
  readonly apply: (now: Moment, entry: Entry, body: Body, clearance: VerifiedClearance | undefined) => Change;
  /** What was done, in a sentence: for the timeline, and as a line in the threads. */
  readonly line: (told: Told<Body>) => string;
  /** Whether it stands as a line in the threads of its scope: a change of members, keys or consent. */
  readonly stands: boolean | ((body: Body) => boolean);
  /** What a reader is told who may not see the body, after the author's name. */
  readonly unseen?: (pictures: string) => string;
}

/** The row of a room's first entry: it is judged before there is a room. */
export interface OpeningRow<Type extends string = string, Body = never> extends EntryRow<Type, Body, Words> {
  readonly open: readonly RoomStanding[];
  readonly inClosedRoom: boolean;
  readonly opens: (entry: Entry, body: Body, view: RegisterView) => RoomState;
  readonly line: (told: Told<Body>) => string;
  readonly stands: false;
  readonly unseen?: (pictures: string) => string;
}

/** Any row: its rule was read by the shape of the same row before it is asked. */
type OfAnyBody<Row> = Omit<Row, 'body'> & EntryRow<string, unknown, Words>;
export type AnyRow = OfAnyBody<RoomRow> | OfAnyBody<OpeningRow>;

/** A row as it is written: its body's type comes from its shape, the acts' from their checks. */
export function roomEntry<const Type extends string, Body, const A extends Acts>(
  row: RoomRow<Type, Body, A>,
): RoomRow<Type, Body, A> {
  return row;
}

export function openingEntry<const Type extends string, Body>(row: OpeningRow<Type, Body>): OpeningRow<Type, Body> {
  return row;
}

function refuseStanding(standing: RoomStanding, open: readonly RoomStanding[]): never {
  if (standing === 'stranger') refuse('not-a-member');
  if (standing === 'invited-outside') refuse('not-accepted-yet');
  return refuse(open.includes('internal') ? 'internals-only' : 'not-the-owner');
}

/** Whether the type is open to whoever is about to write it, and in this room as it is. */
export function isAllowed(row: Pick<RoomRow, 'open' | 'inClosedRoom' | 'judgesStanding'>, now: Moment): void {
  if (row.judgesStanding === true) return;
  if (!row.open.includes(now.standing)) refuseStanding(now.standing, row.open);
  if (!row.inClosedRoom) isOpen(now);
}
