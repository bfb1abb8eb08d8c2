import type { Clearance, ClearedThread, VerifiedClearance } from '../../clearance/document';
import { flagsOf } from '../../clearance/duties';
import { judgeClearance } from '../../clearance/judge';
import { scopeIs } from '../../kernel/chain';
import { blobRef, type Entry } from '../../kernel/entry';
import type { ThreadId } from '../../kernel/ids';
import { compactJws, gesture } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';
import { isOngoing, scopeOfShare, stands } from '../membership';
import { put, type Moment } from '../moment';
import { mayGoOutside } from '../showing';
import { ownerOnly } from '../standings';
import type { Outside, RoomState, Thread } from '../state';
import type { StoredObject } from '../stored-object';

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
function pictureIsCleared(now: Moment, cleared: ClearedThread, { advice, purpose }: Clearance): void {
  const thread = now.state.threads.get(cleared.thread);
  if (thread?.picture === undefined) return refuse('picture-missing');
  const { entry, objects } = thread.picture;
  if (entry !== cleared.picture || !sameObjects(objects, cleared.objects)) refuse('picture-differs');
  if (!sameConsent(thread.consent, cleared.consent)) refuse('consent-differs');
  mayGoOutside(now, thread, purpose);
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
function mayAdmit(now: Moment, verified: VerifiedClearance): void {
  const { state } = now;
  const { clearance } = verified;
  if (clearance.room !== state.id) refuse('clearance-of-another-room');
  if (clearance.outcome === 'advised-against') refuse('advised-against');
  if (state.outsiders.has(clearance.id)) refuse('clearance-used');
  if (clearance.requester !== now.by) refuse('requester-is-not-owner');
  judgeClearance(verified, now);
  if (clearance.roomHead.seq > state.head.seq) refuse('room-head-ahead');
  if (state.purpose !== '' && state.purpose !== clearance.purpose) refuse('purpose-fixed');
  recipientIsOutside(now, clearance);
  for (const cleared of clearance.threads) {
    if (!state.dark.has(cleared.thread)) pictureIsCleared(now, cleared, clearance);
  }
  flagsAreNamed(state, clearance);
}

/**
 * The side thread this share will have: in the scope beside exactly the cleared pictures. Another outside colleague
 * does not see it and cannot judge more than that.
 */
function sideOf({ state }: Moment, entry: Entry, clearance: Clearance): ThreadId {
  const pictures: readonly string[] = clearance.threads.map(({ thread }) => thread);
  const side = entry.scope === 'room' ? undefined : entry.scope.find((id) => !pictures.includes(id));
  if (side === undefined) return refuse('wrong-scope');
  scopeIs(entry, scopeOfShare(side, clearance));
  if (!state.dark.has(side) && state.threads.get(side)?.clearance !== clearance.id) refuse('side-thread-missing');
  return side;
}

/** Scope: side thread and exactly the clearance's threads. By the owner. */
export const admit = roomEntry({
  type: 'admit',
  since: 1,
  body: object({
    clearance: compactJws,
    gesture,
    'second?': object({ jws: compactJws, gesture }),
    'inner?': blobRef,
  }),
  scope: 'as-judged',
  open: ownerOnly,
  inClosedRoom: false,
  acts: {
    admit: (now: Moment, { clearance }: { readonly clearance: VerifiedClearance }) => {
      mayAdmit(now, clearance);
    },
  },
  apply: (now, entry, _body, verified) => {
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
      ended: [],
      stated: [],
    };
    return { outsiders: put(now.state.outsiders, clearance.id, outside) };
  },
  line: ({ by }) => `${by} admitted an outside colleague on the defence organisation’s decision`,
  stands: true,
});
