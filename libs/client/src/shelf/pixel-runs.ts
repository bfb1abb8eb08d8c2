import type { Bytes } from '@consilium/bytes';
import type { OwnShelf } from './own-shelf';

/** Bytes of pixels in one record: memory stays at a few of these, however large the picture. */
const runLength = 4 * 1024 * 1024;

const runsOf = (name: string, size: number) =>
  Array.from({ length: Math.ceil(size / runLength) }, (_, index) => ({
    from: index * runLength,
    name: `${name} ${String(index)}`,
  }));

/** Puts a file on the shelf, run by run, each sealed under `key`; ends before the next one when `isOver` says so. */
export async function keepRuns(
  shelf: OwnShelf,
  key: Bytes,
  name: string,
  file: Blob,
  isOver: () => boolean = () => false,
): Promise<void> {
  for (const run of runsOf(name, file.size)) {
    if (isOver()) return;
    const bytes = await file.slice(run.from, run.from + runLength).arrayBuffer();
    await shelf.keepPixels(key, run.name, new Uint8Array(bytes));
  }
}

/** The file of that many bytes. Throws where a run of it is missing or does not open. */
export async function readRuns(shelf: OwnShelf, key: Bytes, name: string, size: number): Promise<Blob> {
  const runs: Blob[] = [];
  for (const run of runsOf(name, size)) runs.push(new Blob([await shelf.readPixels(key, run.name)]));
  return new Blob(runs);
}

export async function dropRuns(shelf: OwnShelf, key: Bytes, name: string, size: number): Promise<void> {
  for (const run of runsOf(name, size)) await shelf.dropPixels(key, run.name).catch(() => undefined);
}
