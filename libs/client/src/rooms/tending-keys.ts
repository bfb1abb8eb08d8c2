import { isByCase, rotationDue, type RoomState, type Thread } from '@consilium/domain';
import type { Draft } from '@consilium/ledger';
import { besidesCase, rekey, wrapping, type Wrapping } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';

/**
 * New keys for every thread that somebody held who may not read it any more, as far as this member holds them: first those
 * of the case, under which the others are given to the inside.
 */
export async function rekeyDue(room: Room): Promise<void> {
  await write(
    room,
    () => '',
    async (state, at) => {
      const due = [...state.threads.values()].filter((thread) => rotationDue(state, thread, room.vault.view, at));
      if (due.length === 0) return [];
      // Where the case's key does not open here, or is not theirs to renew, only threads for some of the inside are.
      const by = await wrapping(room, state, at).catch((): Wrapping | undefined => undefined);
      const drafts: Draft[] = [...(by?.first ?? [])];
      for (const thread of due) {
        if (thread.kind !== 'case') drafts.push(...(await rekeyed(room, state, thread, at, by)));
      }
      return drafts;
    },
  );
}

/** The next keys of a thread, if this member may begin them. One that does not open here keeps no other from being renewed. */
async function rekeyed(
  room: Room,
  state: RoomState,
  thread: Thread,
  at: number,
  by: Wrapping | undefined,
): Promise<Draft[]> {
  const { view, me, books } = room.vault;
  if (isByCase(thread) && by === undefined) return [];
  if (besidesCase(books.room.mayAct(state, view, at, me, { act: 'rotate', thread: thread.id }), by) !== undefined)
    return [];
  if (!(await room.keys.opens(thread.id, thread.gen))) return [];
  return [(await rekey(room, state, thread, at, isByCase(thread) ? by?.under : undefined)).draft];
}
