import type { Bits, LikelyWriter } from './lossy-codes';
import type { LossyHeader } from './lossy-header';
import { predictionLikely, predictionTree } from './lossy-tables';

/** A picture in blocks of 16 × 16. */
export interface Blocks {
  readonly columns: number;
  readonly rows: number;
}

/** What a block says of itself before its coefficients. */
export const [inParts, isEmpty] = [1, 2];

/** How a part of 4 × 4 is predicted beside one that is predicted whole: evenly, by itself, from above, from the left. */
const [evenly, byItself, fromAbove, fromLeft] = [0, 1, 2, 3];

/**
 * Follows what each block says of itself (RFC 6386, 10 and 11): its segment, whether it is empty, and how it is predicted.
 * Of each block, `inParts` and `isEmpty`.
 */
export function followModes(
  bits: Bits,
  header: LossyHeader,
  { columns, rows }: Blocks,
  segment: () => void,
): Uint8Array {
  const found = new Uint8Array(columns * rows);
  const above = new Uint8Array(columns * 4);
  const left = new Uint8Array(4);
  const isMapped = header.segments?.likely !== undefined;
  for (let block = 0; block < found.length; block++) {
    if (block % columns === 0) left.fill(evenly);
    if (isMapped) segment();
    const empty = header.filled === undefined ? 0 : bits.bit(header.filled) * isEmpty;
    const own = above.subarray((block % columns) * 4, (block % columns) * 4 + 4);
    const whole = bits.bit(145);
    if (whole === 1) {
      const way = wholePrediction(bits);
      own.fill(way);
      left.fill(way);
    } else followParts(bits, own, left);
    colourPrediction(bits);
    found[block] = empty | (whole === 1 ? 0 : inParts);
  }
  return found;
}

function wholePrediction(bits: Bits): number {
  if (bits.bit(156) === 1) return bits.bit(128) === 1 ? byItself : fromLeft;
  return bits.bit(163) === 1 ? fromAbove : evenly;
}

function colourPrediction(bits: Bits): void {
  if (bits.bit(142) === 1 && bits.bit(114) === 1) bits.bit(183);
}

function followParts(bits: Bits, above: Uint8Array, left: Uint8Array): void {
  for (let row = 0; row < 4; row++) {
    let way = left[row] ?? 0;
    for (let column = 0; column < 4; column++) {
      way = partPrediction(bits, ((above[column] ?? 0) * 10 + way) * 9);
      above[column] = way;
    }
    left[row] = way;
  }
}

function partPrediction(bits: Bits, likely: number): number {
  let at = predictionTree[bits.bit(predictionLikely[likely] ?? 0)] ?? 0;
  while (at > 0) at = predictionTree[2 * at + bits.bit(predictionLikely[likely + at] ?? 0)] ?? 0;
  return -at;
}

export function readSegment(bits: Bits, [first = 0, low = 0, high = 0]: readonly number[]): number {
  return bits.bit(first) === 0 ? bits.bit(low) : 2 + bits.bit(high);
}

export function writeSegment(
  to: LikelyWriter,
  segment: number,
  [first = 0, low = 0, high = 0]: readonly number[],
): void {
  to.put(first, segment >> 1);
  to.put(segment < 2 ? low : high, segment & 1);
}
