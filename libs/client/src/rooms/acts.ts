import { randomBytes, toB64 } from '@consilium/bytes';
import {
  isActiveClinician,
  Problem,
  scopeOfShare,
  type LedgerId,
  type PersonId,
  type RoomAct,
  type RoomState,
  type Scope,
  type ThreadId,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, newEntryId, type Draft } from '@consilium/ledger';
import { grantDraft, type Recipient } from '../keys/generation';
import { begin } from '../ledgers/append';
import type { Vault } from '../vault/vault';
import { allow } from '../vault/vault';
import type { CaseForm } from './views';
import type { Room } from '../replicas/room';
import { caseFormText } from './case-form';
import { currentKey, grantingIn, newThread, rotateDraft, textDraft } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import { rekeyDue } from './tending-keys';

const newThreadId = (): ThreadId => toB64(randomBytes(16)) as ThreadId;

function judged(room: Room, state: RoomState, at: number, act: RoomAct): void {
  allow(room.vault.books.room.mayAct(state, room.vault.view, at, room.vault.me, act));
}

const membersOf = (state: RoomState): string =>
  [
    state.owner,
    ...[...state.internals.values()].map(({ person, removedAt }) => `${person}${removedAt === undefined ? '' : ' -'}`),
    ...[...state.outsiders.values()].map(({ person, stage }) => `${person} ${stage.stage}`),
  ].join();

const noColleague =
  'Somebody you chose is not in the register as a colleague of your organisation any more. Choose again whom you ask.';

/** A colleague who is let in while the case is opened. Nobody who may not be is left out unsaid. */
function colleagueOf(vault: Vault, room: LedgerId, id: PersonId): Recipient {
  const person = vault.view.person(id);
  vault.restores.requireNothingAgainst(id, room);
  if (!isActiveClinician(person, vault.clock.now()) || person.organisation !== vault.self.organisation) {
    throw new Problem('wrong-state', noColleague);
  }
  return { person: id, sealing: person.sealing, clearance: '' };
}

/** A case that is signed and may not be stored yet: sent again it is the same one. */
export interface OpeningCase {
  readonly ledger: LedgerId;
  readonly send: () => Promise<unknown>;
}

/** A new case: the room, its case thread, title and form, and the colleagues who are asked, in one append. */
export async function beginCase(vault: Vault, form: CaseForm, asked: readonly PersonId[]): Promise<OpeningCase> {
  const { organisation } = vault.self;
  if (asked.length > 0) await vault.freshness.require();
  const thread = newThreadId();
  const body: BodyToWrite<'genesis', 'room'> = {
    kind: 'room',
    nonce: toB64(randomBytes(16)),
    org: organisation,
    thread,
  };
  const genesis = draft({ type: 'genesis', scope: 'room', body });
  const follow = async (id: LedgerId): Promise<readonly Draft[]> => {
    const granting = { root: vault.root, ledger: id, by: vault.me };
    const own = { person: vault.me, sealing: vault.self.sealing, clearance: '' };
    const rotated = await rotateDraft(granting, newThread(thread, 'case'), undefined, [own]);
    const sealed = (type: 'title' | 'form', text: string): Promise<Draft> =>
      textDraft(granting, rotated.of, { type, text, more: {}, id: newEntryId() });
    const letIn = asked.map(async (person) => [
      draft({ type: 'invite', scope: 'room', body: { person } }),
      await grantDraft(granting, rotated.of, colleagueOf(vault, id, person)),
    ]);
    const described = [await sealed('title', form.title), await sealed('form', caseFormText(form))];
    return [rotated.draft, ...described, ...(await Promise.all(letIn)).flat()];
  };
  return begin(vault.author, vault.books.room, vault.root, genesis, follow, form.urgency === 'today');
}

/** Lets a colleague of the own organisation in and grants them the case's key, which opens all others, in one append. */
export async function invite(room: Room, person: PersonId): Promise<void> {
  await room.vault.freshness.require();
  await write(room, membersOf, async (state, at) => {
    judged(room, state, at, { act: 'invite', other: person });
    const to = { person, sealing: room.sealingOf(person), clearance: '' };
    const thread = state.threads.get(state.caseThread);
    if (thread === undefined) throw new Problem('not-found', 'There is no such thread in this case.');
    const granted = await grantDraft(grantingIn(room), await currentKey(room, thread), to);
    return [draft({ type: 'invite', scope: 'room', body: { person } }), granted];
  });
}

/** Scope of a removal: the room's for an internal, the share's for an outside colleague. */
function scopeOfRemoval(state: RoomState, person: PersonId): Scope {
  const internal = state.internals.get(person);
  if (internal !== undefined && internal.removedAt === undefined) return 'room';
  const share = [...state.outsiders.values()].find(
    (each) => each.person === person && ['admitted', 'accepted'].includes(each.stage.stage),
  );
  if (share === undefined) throw new Problem('wrong-state', 'This person is not in the case any more.');
  return scopeOfShare(share.side, share.clearance);
}

/** Ends somebody's membership, or one's own; then every thread they held gets a new key before anything else is said. */
export async function remove(room: Room, person: PersonId): Promise<void> {
  await write(
    room,
    (state) => state.owner,
    (state, at) => {
      judged(room, state, at, person === room.vault.me ? { act: 'leave' } : { act: 'remove', other: person });
      return Promise.resolve([draft({ type: 'remove', scope: scopeOfRemoval(state, person), body: { person } })]);
    },
  );
  if (person !== room.vault.me) await rekeyDue(room);
}

/** Makes somebody the owner: by the owner, a colleague inside; by a colleague, themselves, where the owner can act no more. */
export async function makeOwner(room: Room, person: PersonId): Promise<void> {
  await room.vault.freshness.require();
  await write(
    room,
    (state) => state.owner,
    (state, at) => {
      judged(room, state, at, { act: 'owner', other: person });
      return Promise.resolve([draft({ type: 'owner', scope: 'room', body: { person } })]);
    },
  );
  await rekeyDue(room);
}

/** An entry of the room's that opens and seals nothing: judged as the act that writes it, signed, and sent. */
export async function record(room: Room, act: RoomAct, entry: Draft): Promise<void> {
  await write(
    room,
    (state) => state.owner,
    (state, at) => {
      judged(room, state, at, act);
      return Promise.resolve([entry]);
    },
  );
}
