import { textOf, utf8 } from '@consilium/sealing';
import { isOver } from './offline-limits';
import type { Shelf } from './shelf';

/** Under which everything is kept that opens without a connection: it goes as one, also where nobody's keys are open. */
export const owner = 'offline';
const place = { owner, name: 'head' } as const;

/** How one passkey opens it: what it is asked with, and the key sealed under what it answers. */
export interface OfflineWay {
  readonly credential: string;
  readonly input: string;
  readonly sealed: string;
}

/** What stands there in clear: how it is opened, and when this device heard the service and looked at its clock, in milliseconds. */
export interface OfflineHead {
  readonly rpId: string;
  readonly ways: readonly OfflineWay[];
  readonly synced: number;
  readonly seen: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isWay = (value: unknown): value is OfflineWay =>
  isRecord(value) && ['credential', 'input', 'sealed'].every((name) => typeof value[name] === 'string');

const isHead = (value: unknown): value is OfflineHead =>
  isRecord(value) &&
  typeof value['rpId'] === 'string' &&
  typeof value['synced'] === 'number' &&
  typeof value['seen'] === 'number' &&
  Array.isArray(value['ways']) &&
  value['ways'].every(isWay);

/** Undefined where nothing is kept, or what is there is no head. */
export async function readHead(shelf: Shelf): Promise<OfflineHead | undefined> {
  try {
    const bytes = await shelf.get(place.owner, place.name);
    const head: unknown = bytes === undefined ? undefined : JSON.parse(textOf(bytes));
    return isHead(head) ? head : undefined;
  } catch {
    return undefined;
  }
}

export function writeHead(shelf: Shelf, head: OfflineHead): Promise<void> {
  return shelf.put({ ...place, sealed: utf8(JSON.stringify(head)) });
}

/** How often all of it was deleted here. */
const deletions = new WeakMap<Shelf, number>();

/** Whether all of it was deleted since this was asked: whoever keeps cases writes nothing after that. */
export function deletedSince(shelf: Shelf): () => boolean {
  const before = deletions.get(shelf);
  return () => deletions.get(shelf) !== before;
}

/** Deletes all that is kept of cases, also what is just being kept. Words that wait to be sent stay. */
export async function forgetOffline(shelf: Shelf): Promise<void> {
  deletions.set(shelf, (deletions.get(shelf) ?? 0) + 1);
  await shelf.removeAll(owner).catch(() => undefined);
}

/** The same, where it counts no more, as far as that stands in clear: nobody has to look at it for that. */
export async function forgetOver(shelf: Shelf, now: number): Promise<void> {
  const head = await readHead(shelf);
  if (head !== undefined && isOver({ ...head, until: Infinity }, now)) await forgetOffline(shelf);
}

/** The same, where it is of nobody whose passkeys these are: a device keeps it for whoever opened their keys here last. */
export async function forgetOthers(shelf: Shelf, own: Readonly<Record<string, string>>): Promise<void> {
  const head = await readHead(shelf);
  if (head?.ways.some(({ credential }) => Object.hasOwn(own, credential)) === false) await forgetOffline(shelf);
}
