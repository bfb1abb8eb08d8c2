import { isSameRecipient } from '../clearance/judge';
import { SERVICE, type PersonId, type ThreadId } from '../kernel/ids';
import type { RegisterView } from '../register/state';
import { worksAt } from '../register/offices';
import { isCurrentKey, isGood } from '../register/view';
import type { Insiders, Outside, RoomState, Share, Thread } from './state';

/** What lets somebody into a room. `invited-outside` was admitted and has not accepted. */
export const insideStandings = ['internal', 'outside', 'invited-outside'] as const;
export type InsideStanding = (typeof insideStandings)[number];

/** The same, with the internal member apart who owns the case. */
export type MemberStanding = 'owner' | InsideStanding;

/** What somebody is in a room at one moment. */
export type RoomStanding = MemberStanding | 'service' | 'stranger';

/**
 * Whether somebody here knows this person's keys; undefined where they are no colleague inside: invited, not removed, and
 * still a clinician of the room's organisation, which comes from the credential, never from a flag (attack 34).
 */
function areKeysKnown(state: Insiders, person: PersonId, view: RegisterView, at: number): boolean | undefined {
  const internal = state.internals.get(person);
  if (internal === undefined || internal.removedAt !== undefined) return undefined;
  const known = view.person(person);
  return worksAt(known, state.org, at) ? known.replaced <= internal.known : undefined;
}

/** A colleague inside. Whose keys two officers replaced since is none until somebody here knows them again. */
export function isActiveInternal(state: Insiders, person: PersonId, view: RegisterView, at: number): boolean {
  return areKeysKnown(state, person, view, at) === true;
}

/** An internal colleague whose keys two officers replaced, and whom nobody here has known again since. */
export function isUnknownNow(state: RoomState, person: PersonId, view: RegisterView, at: number): boolean {
  return areKeysKnown(state, person, view, at) === false;
}

/** Admitted until join-by, accepted until member-until (the second itself no longer counts). */
function isInTime({ stage, clearance }: Share, at: number): boolean {
  if (at >= clearance.memberUntil) return false;
  return stage.stage === 'accepted' || (stage.stage === 'admitted' && at <= clearance.joinBy);
}

/** Whether an outside share is in force: in time, the colleague good and with the keys it names, the clearance standing. */
export function stands(outside: Share, view: RegisterView, at: number): boolean {
  if (!isInTime(outside, at)) return false;
  const person = view.person(outside.person);
  if (!isGood(person, at) || !isSameRecipient(outside.clearance.recipient, person)) return false;
  return view.clearance(outside.clearance.id, outside.clearanceHash, outside.clearance.org) === 'good';
}

/** The consent the clearance was given on is still the newest and not withdrawn: any change needs a new clearance. */
function consentHolds(thread: Thread | undefined, cleared: { id: string; version: number }): boolean {
  const consent = thread?.consent;
  if (consent === undefined || consent.withdrawn !== 'no') return false;
  return consent.id === cleared.id && consent.version === cleared.version;
}

/** Whether a share, if in force, reaches this thread: its own side thread, and the cleared pictures. */
function reaches(state: RoomState, outside: Outside, thread: ThreadId): boolean {
  if (outside.side === thread) return true;
  const cleared = outside.clearance.threads.find((each) => each.thread === thread);
  return cleared !== undefined && consentHolds(state.threads.get(thread), cleared.consent);
}

/** The share that entitles an outside colleague to a thread, if one does. */
export function coverOf(
  state: RoomState,
  thread: ThreadId,
  person: PersonId,
  view: RegisterView,
  at: number,
): Outside | undefined {
  for (const outside of state.outsiders.values()) {
    if (outside.person !== person) continue;
    if (stands(outside, view, at) && reaches(state, outside, thread)) return outside;
  }
  return undefined;
}

/** Whether grants of a thread may go to this person. */
export function isEntitled(
  state: RoomState,
  thread: ThreadId,
  person: PersonId,
  view: RegisterView,
  at: number,
): boolean {
  return isActiveInternal(state, person, view, at) || coverOf(state, thread, person, view, at) !== undefined;
}

/** Exactly the people a generation of this thread is granted to, sorted by id. */
export function entitledTo(state: RoomState, thread: ThreadId, view: RegisterView, at: number): readonly PersonId[] {
  const candidates = new Set([...state.internals.keys(), ...[...state.outsiders.values()].map(({ person }) => person)]);
  return [...candidates].filter((person) => isEntitled(state, thread, person, view, at)).toSorted();
}

/**
 * Somebody to whom the current generation is sealed may not read any more, or gave up that key: a new one comes before the
 * next content. Whoever reported that it did not open counts all the same: they may have said so falsely.
 */
export function rotationDue(state: RoomState, thread: Thread, view: RegisterView, at: number): boolean {
  return !thread.sealedTo.every(
    (each) => isCurrentKey(view, each) && isEntitled(state, thread.id, each.person, view, at),
  );
}

/** The person's share in force, accepted ones first. */
export function shareInForce<S extends Share>(
  state: { readonly outsiders: ReadonlyMap<unknown, S> },
  person: PersonId,
  view: RegisterView,
  at: number,
): S | undefined {
  const inForce = [...state.outsiders.values()].filter(
    (outside) => outside.person === person && stands(outside, view, at),
  );
  return inForce.find(({ stage }) => stage.stage === 'accepted') ?? inForce[0];
}

/** What somebody is in this room. */
export function standingIn(state: Insiders, person: PersonId, view: RegisterView, at: number): RoomStanding {
  if (person === SERVICE) return 'service';
  if (isActiveInternal(state, person, view, at)) return state.owner === person ? 'owner' : 'internal';
  const share = shareInForce(state, person, view, at);
  if (share === undefined) return 'stranger';
  return share.stage.stage === 'accepted' ? 'outside' : 'invited-outside';
}

/** A share that was not declined or ended, whether or not it is in force. */
export function isOngoing({ stage }: Outside): boolean {
  return stage.stage === 'admitted' || stage.stage === 'accepted';
}

/** Scope of everything said about a share: its side thread and exactly its pictures. */
export function scopeOfShare(side: ThreadId, clearance: Outside['clearance']): readonly ThreadId[] {
  return [side, ...clearance.threads.map(({ thread }) => thread)].toSorted();
}
