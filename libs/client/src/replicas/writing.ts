import type { RoomState } from '@consilium/domain';
import type { Draft } from '@consilium/ledger';
import { append } from '../ledgers/append';
import type { Room } from './room';

/** Appends to a room and takes up what came of it. */
export async function write(
  room: Room,
  reliesOn: (state: RoomState, at: number) => string,
  build: (state: RoomState, at: number) => Promise<readonly Draft[]>,
): Promise<readonly Draft[]> {
  const { drafts } = await append(room.vault.author, { log: room.log, reliesOn, build });
  await room.settle();
  return drafts;
}
