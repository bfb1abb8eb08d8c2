import { answerBy, readWord, urgencies, type AnswerBy, type RoomState } from '@consilium/domain';
import type { Draft } from '@consilium/ledger';
import { append } from '../ledgers/append';
import type { Room } from './room';
import { readJson } from './sealed-json';

const urgency = (value: unknown) =>
  readWord(urgencies, typeof value === 'object' && value !== null ? Reflect.get(value, 'urgency') : undefined);

/** When the case needs an answer, as its newest form says. */
async function neededBy({ log, read }: Pick<Room, 'log' | 'read'>): Promise<AnswerBy> {
  const form = log.entries.findLast(({ entry, body }) => entry.type === 'form' && body !== undefined);
  const text = form && (await read(form)).value;
  return answerBy((text === undefined ? undefined : readJson(text, urgency).value) ?? 'not-said');
}

/** Appends to a room and takes up what came of it. At each try the keys are known that came since the last. */
export async function write(
  room: Room,
  reliesOn: (state: RoomState, at: number) => string,
  build: (state: RoomState, at: number) => Promise<readonly Draft[]>,
  mentioned: readonly string[] = [],
): Promise<readonly Draft[]> {
  const by = (): Promise<AnswerBy> => neededBy({ log: room.log, read: (each) => room.read(each) });
  const { drafts } = await append(room.vault.author, {
    ...{ log: room.log, reliesOn, answerBy: by, mentioned },
    build: (state, at) => {
      room.learn();
      return build(state, at);
    },
  });
  await room.settle();
  return drafts;
}
