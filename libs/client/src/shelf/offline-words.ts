import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { Problem, type EntryId } from '@consilium/domain';
import { openOffline, sealOffline, textOf, utf8 } from '@consilium/sealing';
import type { Shelf } from './shelf';

/** Apart from the cases: what somebody wrote outlives what they wrote it about. */
const owner = 'offline words';
const most = { texts: 50, letters: 10_000 } as const;

/** Something said while nobody could be reached. */
export interface OfflineWords {
  readonly id: string;
  readonly room: string;
  readonly thread: string;
  readonly text: string;
  readonly at: number;
}

/** The same as it is kept: under which entry it is to be sent, and who could read it by what its author saw. */
export interface WaitingWords extends OfflineWords {
  readonly entry: EntryId;
  readonly readers: readonly string[];
}

const nameOf = (id: string): string => `words ${id}`;

const notKept =
  'This browser could not keep what you wrote: it has no room, or keeps nothing. Copy it, or write it down; it is not sent.';
const tooMany = 'As much waits to be sent as this device keeps. Go on once the service can be reached.';
const tooLong = 'This is too long to wait on this device. Send it in parts.';

/** Whether words of anybody wait here. */
export async function keepsWords(shelf: Shelf): Promise<boolean> {
  return (await shelf.all(owner).catch(() => [])).length > 0;
}

/** What this person wrote without a connection, oldest first. Records that this key does not open are somebody else's. */
export async function waitingWords(shelf: Shelf, key: Bytes): Promise<readonly WaitingWords[]> {
  const records = await shelf.all(owner).catch(() => []);
  const all = await Promise.all(
    records.map(async ({ name, sealed }) => {
      const bytes = await openOffline(key, nameOf(name), sealed).catch(() => undefined);
      return bytes === undefined ? [] : [JSON.parse(textOf(bytes)) as WaitingWords];
    }),
  );
  return all.flat().sort((one, other) => one.at - other.at);
}

/** On disk when this resolves; throws where it is not. */
export async function keepWords(shelf: Shelf, key: Bytes, said: Omit<WaitingWords, 'id'>): Promise<void> {
  if (said.text.length > most.letters) throw new Problem('bad-input', tooLong);
  if ((await waitingWords(shelf, key)).length >= most.texts) throw new Problem('wrong-state', tooMany);
  const id = toB64(randomBytes(16));
  const sealed = await sealOffline(
    key,
    nameOf(id),
    utf8(JSON.stringify({ id, ...said, text: said.text.toWellFormed() })),
  );
  try {
    await shelf.put({ owner, name: id, sealed });
  } catch {
    throw new Problem('wrong-state', notKept);
  }
}

export function dropWords(shelf: Shelf, id: string): Promise<void> {
  return shelf.remove(owner, id);
}
