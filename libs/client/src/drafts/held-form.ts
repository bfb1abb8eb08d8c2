import { randomBytes, toB64 } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { fromB64 } from '@consilium/sealing';
import type { OwnShelf } from '../shelf/own-shelf';
import { dropRuns, keepRuns, readRuns } from '../shelf/pixel-runs';
import { draftName, type DraftPlace } from './place';

/** A form as it was left: what was entered, as the page wrote it, and the files that belong to it. */
export interface HeldForm {
  readonly words: string;
  readonly files: readonly Blob[];
}

interface Held {
  readonly words: string;
  /** Under which its files are sealed: 32 bytes, b64. */
  readonly key: string;
  /** Bytes of each file. */
  readonly sizes: readonly number[];
}

const keptNothing =
  'This browser could not keep what you entered, so it would be lost by locking. Post it first, or allow stored data for this site in the settings of the browser.';

const nameOf = (place: DraftPlace): string => `held ${draftName(place)}`;

const fileOf = (place: DraftPlace, index: number): string => `${nameOf(place)} ${String(index)}`;

async function drop(shelf: OwnShelf, place: DraftPlace, { key, sizes }: Held): Promise<void> {
  await shelf.drop('draft', nameOf(place)).catch(() => undefined);
  for (const [index, size] of sizes.entries()) await dropRuns(shelf, fromB64(key), fileOf(place, index), size);
}

async function read(shelf: OwnShelf, place: DraftPlace): Promise<Held | undefined> {
  const text = await shelf.read('draft', nameOf(place)).catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Held);
}

/** Kept when this resolves; in the place of what was held there before. */
export async function holdForm(
  shelf: OwnShelf,
  place: DraftPlace,
  words: string,
  files: readonly Blob[],
): Promise<void> {
  const before = await read(shelf, place);
  if (before !== undefined) await drop(shelf, place, before);
  const held: Held = { words, key: toB64(randomBytes(32)), sizes: files.map(({ size }) => size) };
  try {
    if (files.length > 0 && !shelf.holdsPictures) throw new Error('No room for pictures.');
    await shelf.keep('draft', nameOf(place), JSON.stringify(held));
    for (const [index, file] of files.entries()) await keepRuns(shelf, fromB64(held.key), fileOf(place, index), file);
  } catch {
    await drop(shelf, place, held);
    throw new Problem('wrong-state', keptNothing);
  }
}

/** Gives it back, and keeps it no more. */
export async function heldForm(shelf: OwnShelf, place: DraftPlace): Promise<HeldForm | undefined> {
  const held = await read(shelf, place);
  if (held === undefined) return undefined;
  const opening = held.sizes.map((size, index) => readRuns(shelf, fromB64(held.key), fileOf(place, index), size));
  const files = await Promise.all(opening).catch(() => undefined);
  await drop(shelf, place, held);
  return files === undefined ? undefined : { words: held.words, files };
}
