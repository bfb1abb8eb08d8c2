import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import {
  adviceRules,
  type AdviceBody,
  type Clearance,
  type Gesture,
  scopeOfShare,
  type ThreadId,
} from '@consilium/domain';
import { challenge, draft, type Draft, readClearance, signClearance } from '@consilium/ledger';
import { grantDraft, grantingIn, newThread, rotateDraft, wrapping } from '@consilium/client/testing';
import type { Someone } from '@consilium/testkit/people';
import type { EvilMember } from './evil-member';

/** What an `admit` carries. */
export type Decided = Pick<AdviceBody<'decision'>, 'clearance' | 'gesture'> &
  Partial<Pick<AdviceBody<'decision'>, 'second'>>;

export const newId = (): string => toB64(randomBytes(16));

/** The decision of an advice ledger as its requester has it. */
export async function decisionOf(
  requester: EvilMember,
  advice: string,
): Promise<{ decided: Decided; payload: Clearance }> {
  const [entry] = (await requester.desk.requests.open(advice)).entriesOf('decision');
  if (entry?.body === undefined) throw new Error('There is no decision.');
  const { clearance, gesture } = entry.body as AdviceBody<'decision'>;
  return { decided: { clearance, gesture }, payload: (await readClearance(adviceRules, clearance)).payload };
}

/** A signer with a passkey: who they really are decides whether anybody should believe them. */
export interface Hand {
  readonly who: Someone;
  readonly evil: EvilMember;
}

async function gestureOf(
  { who, evil }: Hand,
  label: 'consilium/1 decision' | 'consilium/1 second-decision',
  hash: string,
): Promise<Gesture> {
  const { rpId } = evil.vault.view;
  const nonce = toB64(randomBytes(32));
  const asked = await challenge(label, evil.vault.root, rpId, nonce, hash);
  const given = who.passkeys.get({ challenge: asked, rpId, allow: [] });
  const { id, authenticatorData, clientDataJSON, signature } = given;
  return { cred: id, nonce, authData: authenticatorData, clientData: clientDataJSON, sig: signature };
}

/** A clearance that says what a test wants, with this hand's true signature and gesture; a second hand signs the same bytes. */
export async function forged(hand: Hand, clearance: Clearance, second?: Hand): Promise<Decided> {
  const { jws, hash } = await signClearance(adviceRules, clearance, hand.evil.signer);
  const first = { clearance: jws, gesture: await gestureOf(hand, 'consilium/1 decision', hash) };
  if (second === undefined) return first;
  const other = await signClearance(adviceRules, clearance, second.evil.signer);
  const gesture = await gestureOf(second, 'consilium/1 second-decision', hash);
  return { ...first, second: { jws: other.jws, gesture } };
}

/** Side thread and `admit`, as the owner's client would append them, on whatever clearance it is given. */
export async function admission(
  owner: EvilMember,
  room: string,
  { clearance, gesture, second }: Decided,
): Promise<Draft[]> {
  const { payload } = await readClearance(adviceRules, clearance);
  const opened = await owner.room(room);
  const side = newId() as ThreadId;
  const { under } = await wrapping(opened, opened.state, owner.vault.clock.now());
  const rotated = await rotateDraft(grantingIn(opened), newThread(side, 'side', payload.id), undefined, [], under);
  const body = second === undefined ? { clearance, gesture } : { clearance, gesture, second };
  const admit = draft({ type: 'admit', scope: scopeOfShare(side, payload), body });
  const to = { person: payload.recipient.person, sealing: payload.recipient.sealing, clearance: payload.id };
  return [rotated.draft, admit, await grantDraft(grantingIn(opened), rotated.of, to)];
}

/** The entries of a room as an outside colleague of it would be shown them before accepting: skeletons, and the `admit`. */
export function beforeAccepting(
  entries: readonly SealedEntry[],
  typeOf: (entry: SealedEntry) => string,
): SealedEntry[] {
  return entries.map((entry) => (typeOf(entry) === 'admit' ? entry : { jws: entry.jws }));
}
