import type { RoomState } from '@consilium/domain';
import type { Draft } from '@consilium/ledger';
import { append } from '../ledgers/append';
import type { Room } from './room';

/** Appends to a room and takes up what came of it. At each try the keys are known that came since the last. */
export async function write(
  room: Room,
  reliesOn: (state: RoomState, at: number) => string,
  build: (state: RoomState, at: number) => Promise<readonly Draft[]>,
): Promise<readonly Draft[]> {
  const { drafts } = await append(room.vault.author, {
    ...{ log: room.log, reliesOn },
    build: (state, at) => {
      room.learn();
      return build(state, at);
    },
  });
  await room.settle();
  return drafts;
}
