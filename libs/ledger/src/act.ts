import { digest, toB64, type Bytes } from '@consilium/bytes';
import {
  isByWords,
  type ByWords,
  type Gesture,
  type LedgerId,
  type LedgerKind,
  type PersonId,
  type RegisterView,
  type VerifiedAct,
} from '@consilium/domain';
import { fromB64, lp } from './untrusted-bytes';
import type { Draft } from './draft';
import { typeOf, type ReadEntry } from './entry';
import { challenge, verifyGesture } from './gesture';
import { verify } from './keys';
import { BadSignature } from './untrusted';

/** Where an act is meant to stand, and whose it is. */
export interface ActPlace {
  readonly kind: LedgerKind;
  readonly root: LedgerId;
  readonly ledger: LedgerId;
  readonly by: PersonId;
}

/**
 * SHA-256(lp("consilium/1 act hash", T, root, ledger, type, entry id, by, salt16, body without `gesture`)), b64: all of an
 * entry that stays the same through a rebase. Entry ids are used once in a ledger, so one gesture is one entry.
 */
export async function actHash(place: ActPlace, act: Pick<Draft, 'id' | 'type' | 'salt' | 'body'>): Promise<string> {
  const { kind, root, ledger, by } = place;
  const ids = [root, ledger].map(fromB64);
  const parts = [typeOf(kind), ...ids, act.type, fromB64(act.id), fromB64(by), fromB64(act.salt), act.body];
  return toB64(await digest(lp('consilium/1 act hash', ...parts)));
}

/** The same draft with what confirms it as the last key of its body. */
export function confirmedDraft(act: Draft, gesture: Gesture | ByWords): Draft {
  return { ...act, body: `${act.body.slice(0, -1)},"gesture":${JSON.stringify(gesture)}}` };
}

/** What the key of the recovery words signs: lp("consilium/1 recovery act", root, act hash). */
export function recoveryActMessage(root: LedgerId, hash: string): Bytes {
  return lp('consilium/1 recovery act', fromB64(root), fromB64(hash));
}

/** The body as it was when the passkey was asked: all but its last key. */
function unconfirmed(body: object): string {
  return JSON.stringify({ ...body, gesture: undefined });
}

/** What confirms an entry: a gesture by a passkey the register listed for its author before it, or the author's words. */
export async function verifyAct(
  place: ActPlace,
  { skeleton: { id, type }, wire }: Pick<ReadEntry, 'skeleton' | 'wire'>,
  body: { readonly gesture: Gesture | ByWords },
  view: RegisterView,
): Promise<VerifiedAct> {
  const author = view.person(place.by);
  if (author === undefined || wire.salt === undefined) throw new BadSignature('unknown-signer');
  const hash = await actHash(place, { id, type, salt: wire.salt, body: unconfirmed(body) });
  const { gesture } = body;
  if (isByWords(gesture)) {
    const message = recoveryActMessage(place.root, hash);
    if (!(await verify(author.recovery, message, fromB64(gesture.words)))) throw new BadSignature('bad-signature');
    return { by: 'words' };
  }
  const { credential } = await verifyGesture(gesture, {
    passkeys: author.passkeys,
    challenge: await challenge('consilium/1 act', view.root, view.rpId, gesture.nonce, type, hash),
    origin: view.origin,
    rpId: view.rpId,
  });
  return { by: 'passkey', credential };
}
