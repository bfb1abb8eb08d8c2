import { viewOf } from './reading';
import { malformed, truncated, undecodable } from './refusals';

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
/** Baseline, extended, progressive: what browsers decode. */
const frames = [0xc0, 0xc1, 0xc2];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** A progressive picture has about ten; thousands are made to keep a decoder busy. */
const mostScans = 200;
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

/** The one frame header. A second frame, or none before the first scan, is malformed. */
function onlyFrame(pieces: readonly Piece[]): Piece {
  const markers = pieces.map((piece) => piece.marker);
  if (markers.some((marker) => otherFrames.includes(Number(marker)))) throw undecodable();
  const found = pieces.filter((piece) => frames.includes(Number(piece.marker)));
  const [frame] = found;
  const scans = markers.filter((marker) => marker === startOfScan).length;
  if (frame === undefined || found.length > 1 || scans === 0 || scans > mostScans) throw malformed();
  if (pieces.indexOf(frame) > markers.indexOf(startOfScan) || frame.to - frame.from < 10) throw malformed();
  return frame;
}

/** Size in pixels from the frame header: eight bits a sample, neither side zero. */
export function frameSize(bytes: Uint8Array, pieces: readonly Piece[]): { width: number; height: number } {
  const frame = onlyFrame(pieces);
  const view = viewOf(bytes);
  if (bytes[frame.from + 4] !== 8) throw undecodable();
  const [height, width] = [view.getUint16(frame.from + 5), view.getUint16(frame.from + 7)];
  if (width === 0 || height === 0) throw malformed();
  return { width, height };
}
