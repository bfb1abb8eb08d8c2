import type { PngHeader } from './png-header';
import { type Chunk, writeChunk } from './png-chunks';
import { viewOf } from './reading';
import { malformed } from './refusals';
import type { Tally } from './removed';

/** Chunks that say how colours are meant, the first that stands deciding (PNG 3rd edition, 11.3.2). */
const colourRules: Readonly<Record<string, (data: Uint8Array) => boolean>> = {
  cICP: ([primaries = 255, transfer = 255, matrix, range = 255, ...rest]) =>
    primaries <= 22 && transfer <= 18 && matrix === 0 && range <= 1 && rest.length === 0,
  sRGB: (data) => data.length === 1 && (data[0] ?? 255) <= 3,
  gAMA: (data) => data.length === 4 && within(data, 10_000, 500_000),
  cHRM: (data) => data.length === 32 && within(data, 0, 100_000),
};

function within(data: Uint8Array, least: number, most: number): boolean {
  const view = viewOf(data);
  for (let at = 0; at < data.length; at += 4) {
    const value = view.getUint32(at);
    if (value < least || value > most) return false;
  }
  return true;
}

/** Of the print, the background and the bits of the camera: what a reader does without, dropped without a word. */
const plainlyUseless: Readonly<Record<string, readonly number[]>> = {
  pHYs: [9],
  sBIT: [1, 2, 3, 4],
  bKGD: [1, 2, 6],
  hIST: Array.from({ length: 256 }, (_, index) => 2 * (index + 1)),
};

/** Names what is not kept and is not of a kind that has a name of its own. */
export function nameOther({ name, data }: Chunk, tally: Tally): void {
  if (plainlyUseless[name]?.includes(data.length) !== true) tally.add('other hidden data');
}

/** One of the colour chunks as its numbers, or nothing where they cannot be what they say. */
function colourChunk(name: string, chunks: readonly Chunk[], tally: Tally): Uint8Array[] {
  const [first, ...more] = chunks.filter((chunk) => chunk.name === name);
  if (first === undefined) return [];
  const isTrue = colourRules[name]?.(first.data) === true;
  tally.add('other hidden data', more.length + (isTrue ? 0 : 1));
  return isTrue ? [writeChunk(name, first.data)] : [];
}

/** How colours are meant; `profile` is the embedded one, written anew. What a better chunk overrules is left out. */
export function colourChunks(chunks: readonly Chunk[], profile: readonly Uint8Array[], tally: Tally): Uint8Array[] {
  const [best, standard, gamma, primaries] = ['cICP', 'sRGB', 'gAMA', 'cHRM'].map((name) =>
    colourChunk(name, chunks, tally),
  );
  const rest = [profile, standard ?? [], [...(gamma ?? []), ...(primaries ?? [])]];
  return [...(best ?? []), ...(rest.find((some) => some.length > 0) ?? [])];
}

function only(name: string, chunks: readonly Chunk[], tally: Tally): Uint8Array | undefined {
  const [first, ...more] = chunks.filter((chunk) => chunk.name === name);
  tally.add('other hidden data', more.length);
  return first?.data;
}

/**
 * Palette and transparency with what the pixels use and nothing else: places no pixel names are black, colours suggested
 * for pictures without a palette are left out.
 */
export function paletteChunks(
  chunks: readonly Chunk[],
  header: PngHeader,
  used: ReadonlySet<number>,
  tally: Tally,
): Uint8Array[] {
  const palette = only('PLTE', chunks, tally);
  const clear = only('tRNS', chunks, tally);
  if (header.colour !== 3) return clear === undefined ? [] : clearColour(clear, header, tally);
  if (palette === undefined || palette.length % 3 !== 0 || palette.length > 3 << header.depth) throw malformed();
  const colours = palette.map((value, at) => (used.has(Math.floor(at / 3)) ? value : 0));
  if (colours.some((value, at) => value !== palette[at])) tally.add('other hidden data');
  const parts = [writeChunk('PLTE', colours)];
  if (clear === undefined) return parts;
  const entries = clear.subarray(0, palette.length / 3).map((value, index) => (used.has(index) ? value : 255));
  if (clear.length > entries.length) tally.add('other hidden data');
  return entries.length === 0 ? parts : [...parts, writeChunk('tRNS', entries)];
}

/** The one colour that counts as clear, in as many bits as a sample has. */
function clearColour(data: Uint8Array, { colour, depth }: PngHeader, tally: Tally): Uint8Array[] {
  const length = colour === 0 ? 2 : 6;
  const view = viewOf(data);
  const isTrue =
    (colour === 0 || colour === 2) &&
    data.length === length &&
    Array.from({ length: length / 2 }, (_, index) => view.getUint16(index * 2)).every((value) => value < 1 << depth);
  if (!isTrue) tally.add('other hidden data');
  return isTrue ? [writeChunk('tRNS', data)] : [];
}
