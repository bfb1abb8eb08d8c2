import { viewOf } from './reading';
import { malformed } from './refusals';

/** What IHDR says (PNG 3rd edition, 11.2.1). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colour: number;
  readonly isInterlaced: boolean;
}

const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Only what the format has: a number that means nothing is no place for one that means something to somebody. */
export function readPngHeader(data: Uint8Array): PngHeader {
  if (data.length !== 13) throw malformed();
  const view = viewOf(data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = 0, ...methods] = data.subarray(8);
  const [, , interlace = 0] = methods;
  if (width === 0 || height === 0 || depths[colour]?.includes(depth) !== true) throw malformed();
  if (methods.some((method, place) => method > (place === 2 ? 1 : 0))) throw malformed();
  return { width, height, depth, colour, isInterlaced: interlace === 1 };
}

/** The rows of one pass: how many, and bytes in each behind its filter byte. */
export interface Pass {
  readonly rows: number;
  readonly rowBytes: number;
  readonly pixels: number;
}

/** Adam7 (PNG 3rd edition, 8.1): first column and row, and steps between. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function passesOf({ width, height, depth, colour, isInterlaced }: PngHeader): readonly Pass[] {
  const bits = depth * (samples[colour] ?? 1);
  const pass = (pixels: number, rows: number): Pass => ({ pixels, rows, rowBytes: Math.ceil((pixels * bits) / 8) });
  if (!isInterlaced) return [pass(width, height)];
  return adam7
    .map(([x, y, dx, dy]) => pass(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)))
    .filter(({ pixels, rows }) => pixels > 0 && rows > 0);
}
