import { clearedThread, recipient } from '../clearance/document';
import { blobRef, grantRefs } from '../kernel/entry';
import { hash, ledgerId, organisationId, personId, threadId } from '../kernel/ids';
import { compactJws, gesture } from '../kernel/keys';
import { bytes, flag, integer, list, literal, object, oneOf, orEmpty, sorted, type ShapeOf } from '../kernel/shape';
import { dutyFlags, purposes, urgencies } from '../words/lists';

const gen = integer(1);

/** Bodies of an advice ledger's entries, by type. Scope `"room"` unless said: requester and organisation read everything. */
export const adviceBodies = {
  /** By the requester, an active member of the defence organisation `org`. `thread`: the dossier thread. */
  genesis: object({ kind: literal('advice'), nonce: bytes(16), org: organisationId, room: ledgerId, thread: threadId }),
  /** Scope: the thread. Grants to exactly the requester and the organisation (sorted); `orgGen`: generation of the organisation key used. */
  rotate: object({
    thread: threadId,
    gen,
    kc: hash,
    back: orEmpty(bytes(60)),
    orgGen: integer(1),
    grants: grantRefs,
  }),
  /**
   * Scope: the thread. What the adviser decides on: open facts, and the reasons sealed. A later dossier replaces it while
   * draft or questioned. `brief` commits to the text Dr X will read; the sealed text of the dossier contains brief and its salt.
   */
  dossier: object({
    thread: threadId,
    gen,
    recipient,
    purpose: oneOf(purposes),
    brief: hash,
    threads: list(clearedThread, { min: 1, max: 50 }),
    roomHead: object({ seq: integer(0), hash }),
    flags: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
    urgency: oneOf(urgencies),
    sealed: blobRef,
  }),
  submit: object({ dossier: hash }),
  /** By an adviser, for themselves, declaring that no conflict exists. */
  assign: object({ adviser: personId, noConflict: flag }),
  /** Scope: the thread. By the assigned adviser. */
  question: object({ thread: threadId, gen, sealed: blobRef }),
  /** Scope: the thread. By the requester. */
  answer: object({ thread: threadId, gen, sealed: blobRef }),
  /**
   * Scope room. By the assigned adviser, where a duty asks for two: the clearance whole with their signature, for another
   * adviser to sign as well. Nobody is let in by it. A later one replaces it, a question or a takeover ends it.
   */
  proposal: object({ clearance: compactJws, gesture, thread: threadId, gen, sealed: blobRef }),
  /**
   * Scope room. By the assigned adviser: the clearance whole; `sealed`: the reasons, under the dossier thread. Where two
   * sign, by the second adviser: clearance and gesture exactly as proposed, and their own.
   */
  decision: object({
    clearance: compactJws,
    gesture,
    'second?': object({ jws: compactJws, gesture }),
    thread: threadId,
    gen,
    sealed: blobRef,
  }),
  /** By the requester, before a decision. */
  withdraw: object({}),
  /** By an adviser of the organisation or by the requester, after a decision; the register's clearance-status ends it everywhere. */
  revoke: object({}),
  tick: object({}),
} as const;

export type AdviceEntryType = keyof typeof adviceBodies;
export type AdviceBody<T extends AdviceEntryType> = ShapeOf<(typeof adviceBodies)[T]>;
