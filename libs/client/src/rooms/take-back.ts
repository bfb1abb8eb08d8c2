import { Problem, type RoomAct, type RoomBody } from '@consilium/domain';
import { draft } from '@consilium/ledger';
import type { Room } from '../replicas/room';
import { record } from './acts';

type Act = Extract<RoomAct, { readonly act: 'take-back' }>;

function actOf(room: Room, entry: string): Act {
  const found = room.log.entries.find((each) => each.entry.id === entry && each.entry.type === 'message');
  if (found?.body === undefined) throw new Problem('not-found', 'There is no such message in this case.');
  const { thread } = found.body as RoomBody<'message'>;
  return { act: 'take-back', thread, message: found.entry.id };
}

/** By this device's clock; the service judges by its own. */
export function mayTakeBack(room: Room, entry: string): string | true {
  const { vault, state, log } = room;
  const act = actOf(room, entry);
  return (
    vault.stopped(log) ||
    (vault.books.room.mayAct(state, vault.view, vault.clock.now(), vault.me, act)?.message ?? true)
  );
}

export async function takeBack(room: Room, entry: string): Promise<void> {
  const act = actOf(room, entry);
  const { thread, message } = act;
  await record(room, act, draft({ type: 'take-back', scope: [thread], body: { thread, message } }));
}
