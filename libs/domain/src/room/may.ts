import type { VerifiedClearance } from '../clearance/document';
import type { Scope } from '../kernel/entry';
import type { OrganisationId, PersonId, ThreadId } from '../kernel/ids';
import type { RegisterState, RegisterView } from '../register/state';
import type { Touched } from '../register/view';
import {
  coverOf,
  entitledTo,
  insideStandings,
  isActiveInternal,
  isEntitled,
  shareInForce,
  standingIn,
  type InsideStanding,
} from './membership';
import { holdsThread, isHolder } from './reach';
import type { Insiders, Outside, RoomState } from './state';

/** What the person is in the room now. */
export function isMember(state: Insiders, person: PersonId, view: RegisterView, now: number): InsideStanding | false {
  const standing = standingIn(state, person, view, now);
  if (standing === 'owner') return 'internal';
  return insideStandings.find((each) => each === standing) ?? false;
}

function outsideMayRead(state: RoomState, scope: Scope, person: PersonId, view: RegisterView, now: number): boolean {
  if (scope === 'room') return true;
  return scope.some((thread) => coverOf(state, thread, person, view, now) !== undefined);
}

interface Addressed {
  readonly type: string;
  readonly scope: Scope;
}

function isOwnAdmit({ side }: Outside, { type, scope }: Addressed): boolean {
  return type === 'admit' && scope !== 'room' && scope.includes(side);
}

/** What stays of a share whose pictures are all withdrawn: that it was, and what its colleague answered. */
const lasting: readonly string[] = ['admit', 'accept', 'deletion-statement'];

const isOfOwnShare = ({ side }: Outside, { type, scope }: Addressed): boolean =>
  lasting.includes(type) && scope !== 'room' && scope.includes(side);

/**
 * Whether an entry's body goes to this person. Internals read everything; an outside colleague what is said to the room
 * and in their own threads, before accepting only their own `admit`; everybody else nothing.
 */
export function mayRead(
  state: RoomState,
  entry: Addressed,
  person: PersonId,
  view: RegisterView,
  now: number,
): boolean {
  if (isActiveInternal(state, person, view, now)) return true;
  const share = shareInForce(state, person, view, now);
  if (share === undefined) return false;
  if (share.stage.stage === 'admitted') return isOwnAdmit(share, entry);
  return isOfOwnShare(share, entry) || outsideMayRead(state, entry.scope, person, view, now);
}

const keyEntries: readonly string[] = ['rotate', 'grant'];

/**
 * Whether the sealed content of an entry whose body this person may read goes to them too: not that of a thread which names
 * others, and of a message that was taken back nobody's. What it says of itself, and who was given the key, is for everybody
 * inside, who judge it.
 */
export function mayOpen(
  state: RoomState,
  { seq, type, scope }: Addressed & { readonly seq: number },
  person: PersonId,
  view: RegisterView,
  now: number,
): boolean {
  if (state.takenBack.has(seq)) return false;
  if (scope === 'room' || keyEntries.includes(type) || !isActiveInternal(state, person, view, now)) return true;
  return scope.some((thread) => isEntitled(state, thread, person, view, now));
}

/** Whether objects of this thread may be offered: granted the current generation, entitled now, and inside. */
export function mayHold(
  state: RoomState,
  thread: ThreadId,
  person: PersonId,
  view: RegisterView,
  now: number,
): boolean {
  const inside = isMember(state, person, view, now);
  if (inside === false || inside === 'invited-outside') return false;
  const known = state.threads.get(thread);
  if (known === undefined || !isHolder(state, known, person, view)) return false;
  return isEntitled(state, thread, person, view, now);
}

/** One line of "who may read this". `holds`: was granted the current key, under the key they have now. */
export interface Reader {
  readonly person: PersonId;
  readonly as: InsideStanding;
  readonly holds: boolean;
}

/** Everybody entitled to a thread now, sorted by id: what the header of a thread shows. */
export function whoMayRead(state: RoomState, thread: ThreadId, view: RegisterView, now: number): readonly Reader[] {
  const known = state.threads.get(thread);
  return entitledTo(state, thread, view, now).flatMap((person) => {
    const as = isMember(state, person, view, now);
    return as === false ? [] : [{ person, as, holds: known !== undefined && holdsThread(state, known, person, view) }];
  });
}

/** While the Caldicott guardian is asked, who holds that office is looked at. */
const asksGuardian = ({ threads }: RoomState): boolean =>
  [...threads.values()].some(({ consent }) => consent?.destruction?.stage === 'proposed');

/** Everything in the register this room's rules look at: members, outside colleagues, their clearances. */
export function touchedByRoom(state: RoomState): Touched {
  const shares = [...state.outsiders.values()];
  return {
    people: new Set([...state.internals.keys(), ...shares.map(({ person }) => person)]),
    organisations: new Set<OrganisationId>(asksGuardian(state) ? [state.org] : []),
    clearances: new Set(state.outsiders.keys()),
  };
}

/** Whoever decided on, and asked for, the outside shares of a room admitted from entry `from` on (attack 51). */
function decidersOf({ outsiders }: RoomState, register: RegisterState, from: number): PersonId[] {
  const admitted = [...outsiders.values()].filter(({ admitSeq }) => admitSeq >= from);
  // Whose a key was stays so, whatever keys they have since.
  const second = admitted.flatMap((outside) => (outside.second && register.kids.get(outside.second)) ?? []);
  return [...admitted.flatMap(({ clearance }) => [clearance.by, clearance.requester]), ...second];
}

/** What is looked at when entries from `from` on are judged: that, who decided on those they let in, and whose policy pictures are under. */
export function touchedByRoomFrom(state: RoomState, register: RegisterState, from: number): Touched {
  const touched = touchedByRoom(state);
  const isPictured = [...state.threads.values()].some(({ picture }) => picture !== undefined && picture.seq >= from);
  // What a picture may be taken with is the organisation's word.
  const organisations = new Set(isPictured ? [state.org] : []);
  return { ...touched, organisations, people: new Set([...touched.people, ...decidersOf(state, register, from)]) };
}

const nobody: readonly never[] = [];

/** What an entry not yet appended adds to that: whom it lets in, and on whose decision (attack 51). */
export function touchedByEntry(
  body: { readonly person?: PersonId },
  clearance: VerifiedClearance | undefined,
): Touched {
  const decided = clearance?.clearance;
  return {
    people: new Set([
      ...(body.person === undefined ? nobody : [body.person]),
      ...(decided === undefined ? nobody : [decided.by, decided.requester, decided.recipient.person]),
    ]),
    organisations: new Set<OrganisationId>(),
    clearances: new Set(decided === undefined ? nobody : [decided.id]),
  };
}
