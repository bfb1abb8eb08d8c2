import { Problem, scopeOfShare, type PersonId, type RoomAct, type RoomState, type Scope } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { grantDraft } from '../keys/generation';
import { allow } from '../vault/vault';
import type { Room } from '../replicas/room';
import { currentKey, grantingIn } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import { rekeyDue } from './tending-keys';

function judged(room: Room, state: RoomState, at: number, act: RoomAct): void {
  allow(room.vault.books.room.mayAct(state, room.vault.view, at, room.vault.me, act));
}

const membersOf = (state: RoomState): string =>
  [
    state.owner,
    ...[...state.internals.values()].map(({ person, removedAt }) => `${person}${removedAt === undefined ? '' : ' -'}`),
    ...[...state.outsiders.values()].map(({ person, stage }) => `${person} ${stage.stage}`),
  ].join();

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
