import { concat, equalBytes } from '@consilium/bytes';
import { type Bits, LikelyBits, LikelyWriter } from './lossy-codes';
import { type LossyHeader, plainHeader, readHeader, sameSegments, writeHeader } from './lossy-header';
import { type Blocks, followModes, readSegment, writeSegment } from './lossy-modes';
import { Tokens } from './lossy-tokens';
import { viewOf } from './reading';
import { malformed, truncated } from './refusals';
import type { Tally } from './removed';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Bytes of the frame's head: its kind and the length of its first part, three that mark it, its size. */
const head = 10;
const mostOfFirst = 2 ** 19;
const mostOfPart = 2 ** 24;

/**
 * A lossy WebP (RFC 6386, one key frame) followed to its last coefficient, without making a pixel: its first part, which
 * says how it is made, written anew without numbers that nothing uses; the parts with its coefficients up to their ends.
 * What stands behind any of them shows nowhere.
 */
export function rewriteLossy(data: Uint8Array, size: Size, tally: Tally): Uint8Array {
  const frame = openFrame(data, size);
  const { first, header, blocks } = frame;
  const behindHeader = first.clone();
  const isIn = [false, false, false, false];
  const same = sameSegments(header.segments);
  const likely = header.segments?.likely;
  if (likely === undefined) isIn[0] = true;
  const modes = followModes(first, header, blocks, () => {
    isIn[same[readSegment(first, likely ?? [])] ?? 0] = true;
  });
  const tokens = new Tokens(header.likely, blocks.columns);
  const parts = openParts(data, frame);
  for (let row = 0; row < blocks.rows; row++) {
    const part = parts[row % parts.length] ?? missing();
    tokens.follow(part, modes.subarray(row * blocks.columns, (row + 1) * blocks.columns));
  }

  const plain = plainHeader(header, { segments: isIn, likely: tokens.used });
  const rewritten = rewriteFirst(behindHeader, header, plain, blocks);
  const isScaled = ((data[7] ?? 0) | (data[9] ?? 0)) > 0x3f;
  if (isScaled || !equalBytes(plain.likely, header.likely)) tally.add('other hidden data');
  const others = parts.map((part) => part.plain);
  for (const part of [first, ...parts]) nameRest(part, tally);
  const whole = [headOf(data, size, rewritten.length), rewritten, ...sizesOf(others), ...others];
  const length = whole.reduce((sum, { length: own }) => sum + own, 0);
  // libwebp counts the byte that makes a chunk even as the picture's.
  return concat([...whole, new Uint8Array(length & 1)]);
}

interface Frame {
  readonly first: LikelyBits;
  readonly header: LossyHeader;
  readonly blocks: Blocks;
  /** Where what stands behind the first part begins. */
  readonly end: number;
}

function openFrame(data: Uint8Array, { width, height }: Size): Frame {
  const [kind, rest] = [data[0] ?? 0, viewOf(data).getUint16(1, true)];
  // Decoders take four versions, and only a frame that is to be shown.
  if ((kind & 0x10) === 0 || ((kind >> 1) & 7) > 3) throw malformed();
  const end = head + ((kind >> 5) | (rest << 3));
  if (end > data.length) throw truncated();
  const first = new LikelyBits(data.subarray(head, end));
  const header = readHeader(first);
  return { first, header, blocks: { columns: Math.ceil(width / 16), rows: Math.ceil(height / 16) }, end };
}

/** The parts with the coefficients: one behind the other, the length of each but the last before them. */
function openParts(data: Uint8Array, { header, end }: Frame): LikelyBits[] {
  const count = 2 ** header.parts;
  let from = end + (count - 1) * 3;
  const parts = Array.from({ length: count }, (_, part) => {
    const at = end + part * 3;
    const length = part === count - 1 ? data.length : (data[at] ?? 0) | (viewOf(data).getUint16(at + 1, true) << 8);
    const bytes = data.subarray(from, from + length);
    from += bytes.length;
    return new LikelyBits(bytes);
  });
  // Decoders want a last part, also where no row of blocks is in it.
  if (parts.at(-1)?.bytes.length === 0) throw truncated();
  return parts;
}

/** The header anew, and behind it what each block says of itself, bit by bit as it was but for its segment. */
function rewriteFirst(from: LikelyBits, header: LossyHeader, plain: LossyHeader, blocks: Blocks): Uint8Array {
  const to = new LikelyWriter();
  writeHeader(to, plain);
  const copied: Bits = {
    bit: (likely) => {
      const bit = from.bit(likely);
      to.put(likely, bit);
      return bit;
    },
  };
  const same = sameSegments(header.segments);
  followModes(copied, header, blocks, () => {
    const segment = readSegment(from, header.segments?.likely ?? []);
    writeSegment(to, same[segment] ?? 0, plain.segments?.likely ?? []);
  });
  return to.end();
}

function nameRest(part: LikelyBits, tally: Tally): void {
  const rest = part.bytes.subarray(part.plain.length);
  if (rest.some((byte) => byte !== 0)) tally.add('hidden data after the picture');
}

/** The frame's head, without the two bits beside each side that say how much larger it could be shown. */
function headOf(data: Uint8Array, { width, height }: Size, first: number): Uint8Array {
  if (first >= mostOfFirst) throw malformed();
  const written = data.slice(0, head);
  const view = viewOf(written);
  const kind = (written[0] ?? 0) & 0x1f;
  view.setUint8(0, kind | ((first & 7) << 5));
  view.setUint16(1, first >> 3, true);
  view.setUint16(6, width, true);
  view.setUint16(8, height, true);
  return written;
}

function sizesOf(parts: readonly Uint8Array[]): Uint8Array[] {
  return parts.slice(0, -1).map(({ length }) => {
    if (length >= mostOfPart) throw malformed();
    return Uint8Array.of(length & 0xff, (length >> 8) & 0xff, length >> 16);
  });
}

function missing(): never {
  throw malformed();
}
