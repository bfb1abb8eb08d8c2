import { viewOf } from './reading';
import { malformed, truncated } from './refusals';

/** A marker segment with its marker (ITU T.81, B.1.1), or the entropy-coded data after a start of scan. */
export interface Piece {
  readonly marker: number | 'scan data';
  readonly from: number;
  readonly to: number;
}

export interface JpegPieces {
  readonly pieces: readonly Piece[];
  /** First byte after the end-of-image marker. */
  readonly end: number;
}

export const startOfScan = 0xda;
const endOfImage = 0xd9;
const mostPieces = 20_000;

/** Cuts a JPEG at its markers, in order, without copying. */
export function cutJpeg(bytes: Uint8Array): JpegPieces {
  const pieces: Piece[] = [];
  let at = 2;
  for (;;) {
    at = markerAt(bytes, at);
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return { pieces, end: at + 2 };
    const segment = segmentAt(bytes, at, marker);
    pieces.push(segment);
    at = segment.to;
    if (marker === startOfScan) {
      const scan: Piece = { marker: 'scan data', from: at, to: scanEnd(bytes, at) };
      pieces.push(scan);
      at = scan.to;
    }
    if (pieces.length > mostPieces) throw malformed();
  }
}

/** Skips fill bytes (any number of FF) and lands on the last FF before the marker's number. */
function markerAt(bytes: Uint8Array, from: number): number {
  if (from >= bytes.length) throw truncated();
  if (bytes[from] !== 0xff) throw malformed();
  let at = from;
  while (bytes[at + 1] === 0xff) at++;
  if (at + 1 >= bytes.length) throw truncated();
  return at;
}

function segmentAt(bytes: Uint8Array, at: number, marker: number): Piece {
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) throw malformed();
  if (at + 4 > bytes.length) throw truncated();
  const length = viewOf(bytes).getUint16(at + 2);
  if (length < 2) throw malformed();
  if (at + 2 + length > bytes.length) throw truncated();
  return { marker, from: at, to: at + 2 + length };
}

/** Where the next marker stands: not a stuffed FF 00, not a restart (FF D0–D7). */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2);
  }
  throw truncated();
}
