import { randomBytes, toB64 } from '@consilium/bytes';
import {
  newestView,
  recipientNow,
  Problem,
  scopeOfShare,
  type AdviceBody,
  type RoomState,
  type ThreadId,
  type VerifiedClearance,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, establishFacts, fromRegister, newEntryId, type Draft } from '@consilium/ledger';
import { grantDraft } from '../keys/generation';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';
import {
  currentKey,
  grantingIn,
  newThread,
  readersOf,
  rotateDraft,
  textDraft,
  wrapping,
} from '../replicas/sealing-content';
import { readAs } from '../replicas/content';
import { allow } from '../vault/vault';
import type { Advice } from '../replicas/advice';
import { briefMessage } from './brief';
import { readDossier, wholeDossier } from './dossier';
import { requireUndoubted } from '../vault/doubts';

interface Decided {
  readonly verified: VerifiedClearance;
  readonly body: AdviceBody<'decision'>;
}

/** The decision, its signatures and gesture verified at the newest register. */
export async function decided(advice: Advice): Promise<Decided | undefined> {
  const entry = advice.entriesOf('decision').at(-1);
  if (entry?.body === undefined) return undefined;
  const { state } = advice.vault.register;
  const standpoint = { register: fromRegister(state), view: newestView(state) };
  const { clearance } = await establishFacts(advice.vault.books.advice, entry, standpoint);
  return clearance === undefined ? undefined : { verified: clearance, body: entry.body as AdviceBody<'decision'> };
}

function admitBody({ clearance, gesture, second }: AdviceBody<'decision'>): BodyToWrite<'admit'> {
  return second === undefined ? { clearance, gesture } : { clearance, gesture, second };
}

interface Admission extends Decided {
  readonly room: Room;
  readonly side: ThreadId;
  readonly brief: string;
}

async function admissionDrafts(admission: Admission, state: RoomState, at: number): Promise<readonly Draft[]> {
  const { room, verified, body, side } = admission;
  const { clearance } = verified;
  const { vault } = room;
  allow(vault.books.room.mayAct(state, vault.view, at, vault.me, { act: 'admit', clearance: verified }));
  const granting = grantingIn(room);
  const { first, under } = await wrapping(room, state, at);
  const rotated = await rotateDraft(granting, newThread(side, 'side', clearance.id), undefined, [], under);
  const { person, sealing } = recipientNow(clearance, verified.hash, vault.view);
  const to = { person, sealing, clearance: clearance.id };
  const admit = draft({ type: 'admit', scope: scopeOfShare(side, clearance), body: admitBody(body) });
  const brief = { type: 'message' as const, text: admission.brief, more: { replyTo: '' }, id: newEntryId() };
  const grants = [await grantDraft(granting, rotated.of, to)];
  for (const { thread } of clearance.threads) {
    const known = state.threads.get(thread);
    if (known === undefined)
      throw new Problem('wrong-state', 'A picture named in the decision is not in the case. Ask for a new decision.');
    grants.push(await grantDraft(granting, await currentKey(room, known), to));
  }
  return [...first, rotated.draft, admit, await textDraft(granting, rotated.of, brief), ...grants];
}

/**
 * After a decision in favour: the side thread, the admission with the clearance whole, the brief, and the keys of
 * exactly the cleared threads, in one append.
 */
export async function admit(advice: Advice, room: Room): Promise<void> {
  const { vault } = room;
  await vault.freshness.require();
  await requireUndoubted(vault, room);
  // What follows the decision may take it back.
  advice.log.requireWhole();
  const decision = await decided(advice);
  if (decision === undefined) throw new Problem('wrong-state', 'Your defence organisation has not decided yet.');
  const filed = advice.entriesOf('dossier').find(({ entry }) => entry.bodyHash === decision.verified.clearance.dossier);
  if (filed === undefined)
    throw new Problem('wrong-state', 'The request this decision is about is not here. Reload and try again.');
  const { brief, salt } = wholeDossier(readAs(await advice.read(filed), readDossier));
  const admission = { ...decision, room, side: toB64(randomBytes(16)) as ThreadId, brief: briefMessage(salt, brief) };
  const { clearance, hash } = decision.verified;
  const threads = clearance.threads.map(({ thread }) => thread);
  vault.restores.requireStanding(clearance, hash);
  vault.restores.requireConsented(room.id, threads);
  for (const person of [clearance.by, clearance.recipient.person]) {
    vault.restores.requireNothingAgainst(person, room.id, ['status', 'keys', 'appointment']);
  }
  await write(
    room,
    (state, at) => readersOf(room, state, threads, at),
    (state, at) => admissionDrafts(admission, state, at),
  );
}
