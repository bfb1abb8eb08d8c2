import { isSameRecipient, recipientNow } from '../clearance/judge';
import { SERVICE, type PersonId, type ThreadId } from '../kernel/ids';
import type { RegisterView } from '../register/state';
import { worksAt } from '../register/offices';
import { isCurrentKey, isFromBeforeRestore, isGood, keysOfNow } from '../register/view';
import { caseThreadOf, isByCase, isInsideJudged, reachOf } from './reach';
import type { Insiders, KeyInside, Outside, RoomState, Share, Thread } from './state';

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
  const { clearance, clearanceHash: hash } = outside;
  if (!isGood(person, at) || !isSameRecipient(recipientNow(clearance, hash, view), person)) return false;
  return view.clearance(clearance.id, hash, clearance.org) === 'good';
}

/** Whether none of the pictures of a share is left: what was said of them is closed with them. */
export function isOver({ clearance, ended }: Pick<Outside, 'clearance' | 'ended'>): boolean {
  return ended.length >= clearance.threads.length;
}

/**
 * Whether a share, if in force, reaches this thread: the cleared pictures whose consent was neither withdrawn nor narrowed
 * since, and while there is one, its own side thread.
 */
function reaches({ threads }: RoomState, outside: Outside, thread: ThreadId): boolean {
  if (outside.side === thread) return !isOver(outside);
  const isCleared = outside.clearance.threads.some((each) => each.thread === thread);
  if (!isCleared || outside.ended.some((each) => each.thread === thread)) return false;
  return threads.get(thread)?.consent?.withdrawn === 'no';
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

/** Whether the picture itself was withdrawn: closed to all but the owner. */
export function isWithdrawnPicture(thread: Pick<Thread, 'consent'> | undefined): boolean {
  return thread?.consent?.withdrawn === 'capture';
}

/** Of a withdrawn picture: the owner, and the guardian to whom they show it. */
function mayStillSee({ owner }: RoomState, { consent }: Thread, person: PersonId): boolean {
  return person === owner || consent?.destruction?.shownTo === person;
}

/** Whether nothing withdrawn closes the thread to this colleague inside. */
function isOpenTo(state: RoomState, id: ThreadId, person: PersonId): boolean {
  const thread = state.threads.get(id);
  return thread === undefined || !isWithdrawnPicture(thread) || mayStillSee(state, thread, person);
}

/** Whether the thread is for everybody inside, or names this colleague. */
function isFor(state: RoomState, id: ThreadId, person: PersonId): boolean {
  const thread = state.threads.get(id);
  if (thread?.readers === 'named' && !thread.named.includes(person)) return false;
  return isOpenTo(state, id, person);
}

/** Whether this person may read a thread: inside, or by a share. */
export function isEntitled(
  state: RoomState,
  thread: ThreadId,
  person: PersonId,
  view: RegisterView,
  at: number,
): boolean {
  if (isActiveInternal(state, person, view, at)) return isFor(state, thread, person);
  return coverOf(state, thread, person, view, at) !== undefined;
}

/** The colleagues inside now, sorted by id. */
export function activeInternals(state: RoomState, view: RegisterView, at: number): readonly PersonId[] {
  return [...state.internals.keys()].filter((each) => isActiveInternal(state, each, view, at)).toSorted();
}

/** The outside colleagues whose share reaches this thread now, sorted by id. */
export function coveredOutside(
  state: RoomState,
  thread: ThreadId,
  view: RegisterView,
  at: number,
): readonly PersonId[] {
  const people = new Set([...state.outsiders.values()].map(({ person }) => person));
  const isOutside = (each: PersonId): boolean =>
    !isActiveInternal(state, each, view, at) && coverOf(state, thread, each, view, at) !== undefined;
  return [...people].filter(isOutside).toSorted();
}

/** Everybody who may read this thread now, sorted by id. */
export function entitledTo(state: RoomState, thread: ThreadId, view: RegisterView, at: number): readonly PersonId[] {
  const inside = activeInternals(state, view, at).filter((each) => isFor(state, thread, each));
  return [...inside, ...coveredOutside(state, thread, view, at)].toSorted();
}

/**
 * Exactly the people the next generation of a thread is granted to, sorted by id: those entitled, but for the colleagues
 * inside where these open it with the case's key. `like`: the thread as the next generation makes it.
 */
export function granteesOf(
  state: RoomState,
  like: Pick<Thread, 'id' | 'kind' | 'readers' | 'named'>,
  view: RegisterView,
  at: number,
): readonly PersonId[] {
  if (isByCase(like)) return coveredOutside(state, like.id, view, at);
  const inside = activeInternals(state, view, at);
  if (like.kind === 'case') return inside;
  return [
    ...inside.filter((each) => like.named.includes(each) && isOpenTo(state, like.id, each)),
    ...coveredOutside(state, like.id, view, at),
  ].toSorted();
}

/** The keys inside as of this entry: those whose owner is a colleague now, and until when the others' were. */
export function keysInsideAfter(state: RoomState, view: RegisterView): readonly KeyInside[] {
  const { keysInside, head, at } = state;
  const now = keysOfNow(view, activeInternals(state, view, at));
  const kids = new Set(now.map(({ kid }) => kid));
  const noted = new Set(keysInside.map(({ kid }) => kid));
  const known = keysInside.map((each) => {
    if (kids.has(each.kid)) return each.until === undefined ? each : { ...each, until: undefined };
    return each.until === undefined ? { ...each, until: head.seq - 1 } : each;
  });
  const fresh = now.filter(({ kid }) => !noted.has(kid));
  const isSame = fresh.length === 0 && known.every((each, index) => each === keysInside[index]);
  return isSame ? keysInside : [...known, ...fresh.map((each) => ({ ...each, until: undefined }))];
}

/** Whether a key under which somebody was inside at this entry or later is not a colleague's current one any more. */
function hasLeftSince(state: RoomState, seq: number, view: RegisterView, at: number): boolean {
  return state.keysInside.some(
    (each) =>
      (each.until === undefined || each.until >= seq) &&
      !(isCurrentKey(view, each) && isActiveInternal(state, each.person, view, at)),
  );
}

/**
 * Somebody to whom the newest generation is open may not read any more, or gave up that key: a new one comes before the next
 * content. Open it is to whom it was granted, whatever they reported since: they may have said so falsely; and to every key
 * under which somebody was inside since it was begun, whether or not the case's key reached it. So does a restore.
 */
export function rotationDue(state: RoomState, thread: Thread, view: RegisterView, at: number): boolean {
  const isStill = (each: Thread['sealedTo'][number]): boolean =>
    isCurrentKey(view, each) && isEntitled(state, thread.id, each.person, view, at);
  if (isFromBeforeRestore(view, state.id, thread) || !thread.sealedTo.every(isStill)) return true;
  return thread.readers === 'inside' && hasLeftSince(state, reachOf(thread, thread.gen).seq, view, at);
}

/** The same of the case thread, by which all others are opened inside. Not known to a reader who is not given it. */
export function caseRotationDue(state: RoomState, view: RegisterView, at: number): boolean {
  return isInsideJudged(state) && rotationDue(state, caseThreadOf(state), view, at);
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
