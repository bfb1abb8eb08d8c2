import type { VerifiedClearance } from '../clearance/document';
import type { Scope } from '../kernel/entry';
import type { ClearanceId, OrganisationId, PersonId, ThreadId } from '../kernel/ids';
import { refusalOf, type Refusal } from '../kernel/refusal';
import type { RegisterView } from '../register/state';
import { holdsNow, type Touched } from '../register/view';
import { mayRecordConsent, mayRequestShare, mayWithdraw } from './consent-entries';
import { mayAddPicture, mayGiveOpinion, mayPost } from './content-entries';
import { mayGrant, mayOpenThread, mayRotate } from './key-entries';
import { mayHandOver, mayInvite, mayRemove, mayReopen } from './member-entries';
import { coverOf, entitledTo, isActiveInternal, isEntitled, shareInForce, standingIn } from './membership';
import { mayDo, mayWrite, threadOf, type Moment } from './moment';
import { mayAccept, mayAdmit } from './share-entries';
import type { Outside, RoomState } from './state';

/**
 * Acting is judged at the newest register known and the time now, whatever old entries may name: asked before sealing,
 * granting, showing as good or offering an object.
 */
export type RoomAct =
  | { readonly act: 'post' | 'opinion' | 'picture' | 'rotate' | 'consent'; readonly thread: ThreadId }
  | { readonly act: 'withdraw'; readonly thread: ThreadId; readonly what: 'sharing' | 'capture' }
  | { readonly act: 'grant'; readonly thread: ThreadId; readonly other: PersonId }
  | { readonly act: 'invite' | 'remove' | 'owner'; readonly other: PersonId }
  | { readonly act: 'open-thread' | 'title' | 'form' | 'close' | 'reopen' | 'leave' }
  | { readonly act: 'share-request'; readonly threads: readonly ThreadId[] }
  | { readonly act: 'admit'; readonly clearance: VerifiedClearance }
  | { readonly act: 'accept' | 'decline'; readonly clearance: ClearanceId };

type Checks = { readonly [A in RoomAct['act']]: (now: Moment, act: Extract<RoomAct, { act: A }>) => unknown };
type ThreadAct = { readonly thread: ThreadId };

function mayDescribe(now: Moment, type: 'title' | 'form'): void {
  mayDo(now, type);
  const thread = threadOf(now, now.state.caseThread);
  mayWrite(now, thread, thread.gen);
}

const checks = {
  post: (now: Moment, { thread }: ThreadAct) => mayPost(now, thread),
  opinion: (now: Moment, { thread }: ThreadAct) => mayGiveOpinion(now, thread),
  picture: (now: Moment, { thread }: ThreadAct) => mayAddPicture(now, thread),
  rotate: (now: Moment, { thread }: ThreadAct) => mayRotate(now, thread),
  consent: (now: Moment, { thread }: ThreadAct) => mayRecordConsent(now, thread),
  withdraw: (now, { thread, what }) => mayWithdraw(now, thread, what),
  grant: (now, { thread, other }) => mayGrant(now, thread, other),
  invite: (now: Moment, { other }: { other: PersonId }) => {
    mayInvite(now, other);
  },
  remove: (now: Moment, { other }: { other: PersonId }) => {
    mayRemove(now, other);
  },
  owner: (now: Moment, { other }: { other: PersonId }) => {
    mayHandOver(now, other);
  },
  'open-thread': (now: Moment) => {
    mayOpenThread(now);
  },
  title: (now: Moment) => {
    mayDescribe(now, 'title');
  },
  form: (now: Moment) => {
    mayDescribe(now, 'form');
  },
  close: (now: Moment) => mayDo(now, 'close'),
  reopen: (now: Moment) => {
    mayReopen(now);
  },
  leave: (now: Moment) => {
    mayRemove(now, now.by);
  },
  'share-request': (now, { threads }) => {
    mayRequestShare(now, threads);
  },
  admit: (now, { clearance }) => {
    mayAdmit(now, clearance);
  },
  accept: (now: Moment, { clearance }: { clearance: ClearanceId }) => mayAccept(now, clearance, false),
  decline: (now: Moment, { clearance }: { clearance: ClearanceId }) => mayAccept(now, clearance, true),
} as const satisfies Partial<Checks>;

/** Why this person may not do this now, or undefined. `view` is the newest register known. */
export function mayAct(
  state: RoomState,
  view: RegisterView,
  now: number,
  person: PersonId,
  act: RoomAct,
): Refusal | undefined {
  // Each check takes its own act; the table above is typed against the union.
  const check = checks[act.act] as (moment: Moment, act: RoomAct) => unknown;
  return refusalOf(() => check({ state, view, at: now, by: person }, act));
}

/** What the person is in the room now: `invited-outside` was admitted and has not accepted. */
export function isMember(
  state: RoomState,
  person: PersonId,
  view: RegisterView,
  now: number,
): 'internal' | 'outside' | 'invited-outside' | false {
  const standing = standingIn(state, person, view, now);
  if (standing === 'owner') return 'internal';
  return standing === 'internal' || standing === 'outside' || standing === 'invited-outside' ? standing : false;
}

function outsideMayRead(state: RoomState, scope: Scope, person: PersonId, view: RegisterView, now: number): boolean {
  if (scope === 'room') return true;
  return scope.some((thread) => coverOf(state, thread, person, view, now) !== undefined);
}

function isOwnAdmit({ side }: Outside, { type, scope }: { type: string; scope: Scope }): boolean {
  return type === 'admit' && scope !== 'room' && scope.includes(side);
}

/**
 * Whether an entry's body goes to this person. Internals read everything; an outside colleague what is said to the room
 * and in their own threads, before accepting only their own `admit`; everybody else nothing.
 */
export function mayRead(
  state: RoomState,
  entry: { readonly type: string; readonly scope: Scope },
  person: PersonId,
  view: RegisterView,
  now: number,
): boolean {
  if (isActiveInternal(state, person, view, now)) return true;
  const share = shareInForce(state, person, view, now);
  if (share === undefined) return false;
  if (share.stage.stage === 'admitted') return isOwnAdmit(share, entry);
  return outsideMayRead(state, entry.scope, person, view, now);
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
  if (state.threads.get(thread)?.holders.includes(person) !== true) return false;
  return isEntitled(state, thread, person, view, now);
}

/** One line of "who may read this". `holds`: was granted the current key, under the key they have now. */
export interface Reader {
  readonly person: PersonId;
  readonly as: 'internal' | 'outside' | 'invited-outside';
  readonly holds: boolean;
}

/** Everybody entitled to a thread now, sorted by id: what the header of a thread shows. */
export function whoMayRead(state: RoomState, thread: ThreadId, view: RegisterView, now: number): readonly Reader[] {
  const known = state.threads.get(thread);
  return entitledTo(state, thread, view, now).flatMap((person) => {
    const as = isMember(state, person, view, now);
    return as === false ? [] : [{ person, as, holds: known !== undefined && holdsNow(view, known, person) }];
  });
}

/** Everything in the register this room's rules look at: members, outside colleagues, their clearances. */
export function touchedByRoom(state: RoomState): Touched {
  const shares = [...state.outsiders.values()];
  return {
    people: new Set([...state.internals.keys(), ...shares.map(({ person }) => person)]),
    organisations: new Set<OrganisationId>(),
    clearances: new Set(state.outsiders.keys()),
  };
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
