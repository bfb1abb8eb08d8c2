import type { Clearance, ClearedThread, VerifiedClearance } from '../clearance/document';
import { flagsOf } from '../clearance/duties';
import { judgeClearance } from '../clearance/judge';
import { scopeIs } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import type { ClearanceId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { mayGoOutside } from './consent-entries';
import { isOngoing, scopeOfShare, stands } from './membership';
import { mayDo, put, type Moment, type Rule } from './moment';
import type { Outside, RoomState, Thread } from './state';
import type { StoredObject } from './stored-object';

function sameObjects(stored: readonly StoredObject[], cleared: ClearedThread['objects']): boolean {
  return (
    stored.length === cleared.length &&
    stored.every(({ id, size, parts, okc }, index) => {
      const other = cleared[index];
      if (other?.id !== id || other.size !== size || other.okc !== okc) return false;
      return other.parts.join() === parts.join();
    })
  );
}

function sameConsent(consent: Thread['consent'], { id, version, hash }: ClearedThread['consent']): boolean {
  return consent?.id === id && consent.version === version && consent.hash === hash;
}

/** Picture and consent are exactly those the adviser decided on (attacks 10, 12, 28). */
function pictureIsCleared(thread: Thread | undefined, cleared: ClearedThread, advice: Clearance['advice']): void {
  if (thread?.picture === undefined) return refuse('picture-missing');
  const { entry, objects } = thread.picture;
  if (entry !== cleared.picture || !sameObjects(objects, cleared.objects)) refuse('picture-differs');
  if (!sameConsent(thread.consent, cleared.consent)) refuse('consent-differs');
  mayGoOutside(thread);
  if (!thread.requested.includes(advice)) refuse('share-not-requested');
}

/** Every fact recorded with a consent that triggers a duty was before the adviser. */
function flagsAreNamed(state: RoomState, clearance: Clearance): void {
  const consents = clearance.threads.flatMap(({ thread }) => state.threads.get(thread)?.consent ?? []);
  if (!flagsOf(consents).every((flag) => clearance.flags.includes(flag))) refuse('flags-missing');
}

function recipientIsOutside({ state, view, at }: Moment, { recipient: { person } }: Clearance): void {
  if (view.person(person)?.organisation === state.org) refuse('recipient-is-internal');
  const shares = [...state.outsiders.values()].filter((each) => each.person === person && isOngoing(each));
  if (shares.some((share) => stands(share, view, at))) refuse('already-a-colleague');
}

/** Whether this clearance, judged whole, lets its colleague into this room now (attacks 24–29, 38, 50). */
export function mayAdmit(now: Moment, verified: VerifiedClearance): void {
  const { state } = now;
  const { clearance } = verified;
  mayDo(now, 'admit');
  if (clearance.room !== state.id) refuse('clearance-of-another-room');
  if (clearance.outcome === 'advised-against') refuse('advised-against');
  if (state.outsiders.has(clearance.id)) refuse('clearance-used');
  if (clearance.requester !== now.by) refuse('requester-is-not-owner');
  judgeClearance(verified, now);
  if (clearance.roomHead.seq > state.head.seq) refuse('room-head-ahead');
  recipientIsOutside(now, clearance);
  for (const cleared of clearance.threads) {
    if (!state.dark.has(cleared.thread)) {
      pictureIsCleared(state.threads.get(cleared.thread), cleared, clearance.advice);
    }
  }
  flagsAreNamed(state, clearance);
}

/**
 * The side thread this share will have: in the scope beside exactly the cleared pictures. Another outside colleague
 * does not see it and cannot judge more than that.
 */
function sideOf({ state }: Moment, entry: Entry, clearance: Clearance): ThreadId {
  const pictures: readonly string[] = clearance.threads.map(({ thread }) => thread);
  const others = entry.scope === 'room' ? [] : entry.scope.filter((id) => !pictures.includes(id));
  const [side] = others;
  if (side === undefined || others.length !== 1) return refuse('wrong-scope');
  scopeIs(entry, scopeOfShare(side, clearance));
  if (!state.dark.has(side) && state.threads.get(side)?.clearance !== clearance.id) refuse('side-thread-missing');
  return side;
}

export const admit: Rule<'admit'> = (now, entry, _body, verified) => {
  if (verified === undefined) return refuse('document-missing');
  mayAdmit(now, verified);
  const { clearance, hash, second } = verified;
  const outside: Outside = {
    kind: 'outside',
    person: clearance.recipient.person,
    clearance,
    clearanceHash: hash,
    ...(second === undefined ? {} : { second: second.kid }),
    side: sideOf(now, entry, clearance),
    admitSeq: entry.seq,
    stage: { stage: 'admitted' },
  };
  return { outsiders: put(now.state.outsiders, clearance.id, outside) };
};

/** The colleague's own first entry, until join-by itself; declining stays possible in a closed room. */
export function mayAccept(now: Moment, id: ClearanceId, declined: boolean): Outside {
  const outside = now.state.outsiders.get(id);
  if (outside?.person !== now.by) return refuse('not-invited');
  if (!isOngoing(outside) || outside.stage.stage === 'accepted') refuse('already-answered');
  if (now.at > outside.clearance.joinBy) refuse('join-by-passed');
  if (!stands(outside, now.view, now.at)) refuse('clearance-not-standing');
  if (!declined && now.state.closed !== undefined) refuse('room-closed');
  return outside;
}

export const accept: Rule<'accept'> = (now, entry, { clearance: id, declined }) => {
  const outside = mayAccept(now, id, declined);
  scopeIs(entry, scopeOfShare(outside.side, outside.clearance));
  const stage = { stage: declined ? 'declined' : 'accepted', at: entry.at } as const;
  return { outsiders: put(now.state.outsiders, id, { ...outside, stage }) };
};
