import { type Bits, even, type LikelyWriter } from './lossy-codes';
import { unchangedLikely, usualLikely } from './lossy-tables';

/** A number and its sign, none where nothing is said of it; how many bits it has differs. */
const [ofQuantizer, ofStrength, ofDelta] = [7, 6, 4];
const certain = 255;

/** What the blocks of one of up to four segments are made with. */
interface Segment {
  readonly quantizer: number;
  readonly strength: number;
}

interface Segments {
  /** How likely each way in the tree of segments is; undefined where no block says its segment. */
  readonly likely: readonly number[] | undefined;
  readonly isAbsolute: boolean;
  readonly each: readonly Segment[] | undefined;
}

/** What stands before the blocks of a lossy WebP (RFC 6386, 9.2 to 9.11 and 19.2): all of it that a still has a use for. */
export interface LossyHeader {
  readonly segments: Segments | undefined;
  readonly filter: { readonly isSimple: number; readonly level: number; readonly sharpness: number };
  /** What is added to the filter's level: for a whole picture's blocks, and for those whose parts are predicted alone. */
  readonly deltas: readonly [number, number];
  /** How many parts the coefficients are in, as a power of two. */
  readonly parts: number;
  readonly quantizer: number;
  readonly quantizerDeltas: readonly number[];
  /** How likely each choice within a coefficient is. */
  readonly likely: Uint8Array;
  /** How likely it is that a block has coefficients; undefined where no block says so. */
  readonly filled: number | undefined;
}

const four = [0, 1, 2, 3] as const;

export function readHeader(bits: Bits): LossyHeader {
  readNumber(bits, 2); // the space of its colours, and whether it is to be clamped: no decoder asks
  const segments = readFlag(bits) ? readSegments(bits) : undefined;
  const filter = { isSimple: readNumber(bits, 1), level: readNumber(bits, 6), sharpness: readNumber(bits, 3) };
  const deltas = readDeltas(bits);
  const parts = readNumber(bits, 2);
  const quantizer = readNumber(bits, ofQuantizer);
  const quantizerDeltas = [0, 1, 2, 3, 4].map(() => readSigned(bits, ofDelta));
  readNumber(bits, 1); // whether the next picture keeps the likelihoods
  const likely = usualLikely.map((usual, at) =>
    bits.bit(unchangedLikely[at] ?? 0) === 1 ? readNumber(bits, 8) : usual,
  );
  const filled = readFlag(bits) ? readNumber(bits, 8) : undefined;
  return { segments, filter, deltas, parts, quantizer, quantizerDeltas, likely, filled };
}

function readNumber(bits: Bits, length: number): number {
  let value = 0;
  for (let left = length; left > 0; left--) value = value * 2 + bits.bit(even);
  return value;
}

const readFlag = (bits: Bits): boolean => bits.bit(even) === 1;

function readSigned(bits: Bits, length: number): number {
  if (!readFlag(bits)) return 0;
  const value = readNumber(bits, length);
  return readFlag(bits) ? -value : value;
}

function readSegments(bits: Bits): Segments {
  const [isMapped, isSet] = [readFlag(bits), readFlag(bits)];
  const isAbsolute = isSet && readFlag(bits);
  const quantizers = isSet ? four.map(() => readSigned(bits, ofQuantizer)) : [];
  const strengths = isSet ? four.map(() => readSigned(bits, ofStrength)) : [];
  const each = quantizers.map((quantizer, at) => ({ quantizer, strength: strengths[at] ?? 0 }));
  const likely = isMapped ? [0, 1, 2].map(() => (readFlag(bits) ? readNumber(bits, 8) : certain)) : undefined;
  return { likely, isAbsolute, each: isSet ? each : undefined };
}

/** Of the eight, those that a still has blocks for: predicted from the picture itself, whole or in parts. */
function readDeltas(bits: Bits): readonly [number, number] {
  if (!readFlag(bits) || !readFlag(bits)) return [0, 0];
  const [ofPicture = 0] = four.map(() => readSigned(bits, ofStrength));
  const [ofParts = 0] = four.map(() => readSigned(bits, ofStrength));
  return [ofPicture, ofParts];
}

/** What the blocks of a picture have a use for. */
export interface Use {
  /** Of each segment, whether a block is in it. */
  readonly segments: readonly boolean[];
  /** Of each likelihood, whether a coefficient was read by it. */
  readonly likely: Uint8Array;
}

/** The same, without numbers that no block has a use for. */
export function plainHeader(header: LossyHeader, use: Use): LossyHeader {
  return {
    ...header,
    segments: header.segments === undefined ? undefined : plainSegments(header.segments, use),
    deltas: header.filter.level === 0 ? [0, 0] : header.deltas,
    likely: header.likely.map((likely, at) => (use.likely[at] === 1 ? likely : (usualLikely[at] ?? 0))),
  };
}

function plainSegments({ likely, isAbsolute, each }: Segments, { segments }: Use): Segments {
  const ways = [true, segments[0] === true || segments[1] === true, segments[2] === true || segments[3] === true];
  return {
    likely: likely?.map((way, at) => (ways[at] === true ? way : certain)),
    isAbsolute,
    // One that no block is in has the numbers of the first that has some, as libwebp writes it where it needs fewer.
    each: each?.map((own, at) => (segments[at] === true ? own : (each[segments.indexOf(true)] ?? own))),
  };
}

/** Of each segment, the first with the same numbers: which of them a block is in shows nowhere. */
export function sameSegments(segments: Segments | undefined): readonly number[] {
  const each = segments?.each;
  if (each === undefined) return [0, 0, 0, 0];
  return each.map((own) =>
    each.findIndex(({ quantizer, strength }) => quantizer === own.quantizer && strength === own.strength),
  );
}

export function writeHeader(to: LikelyWriter, header: LossyHeader): void {
  const { segments, filter, deltas, parts, quantizer, quantizerDeltas, likely, filled } = header;
  writeNumber(to, 0, 2);
  writeFlag(to, segments !== undefined);
  if (segments !== undefined) writeSegments(to, segments);
  writeNumber(to, filter.isSimple, 1);
  writeNumber(to, filter.level, 6);
  writeNumber(to, filter.sharpness, 3);
  writeDeltas(to, deltas);
  writeNumber(to, parts, 2);
  writeNumber(to, quantizer, ofQuantizer);
  for (const delta of quantizerDeltas) writeSigned(to, delta, ofDelta);
  writeNumber(to, 0, 1);
  for (const [at, each] of likely.entries()) {
    const isOther = each !== usualLikely[at];
    to.put(unchangedLikely[at] ?? 0, isOther ? 1 : 0);
    if (isOther) writeNumber(to, each, 8);
  }
  writeFlag(to, filled !== undefined);
  if (filled !== undefined) writeNumber(to, filled, 8);
}

function writeNumber(to: LikelyWriter, value: number, length: number): void {
  for (let place = length - 1; place >= 0; place--) to.put(even, (value >> place) & 1);
}

function writeFlag(to: LikelyWriter, isSet: boolean): void {
  to.put(even, isSet ? 1 : 0);
}

function writeSigned(to: LikelyWriter, value: number, length: number): void {
  writeFlag(to, value !== 0);
  if (value === 0) return;
  writeNumber(to, Math.abs(value), length);
  writeFlag(to, value < 0);
}

function writeSegments(to: LikelyWriter, { likely, isAbsolute, each }: Segments): void {
  writeFlag(to, likely !== undefined);
  writeFlag(to, each !== undefined);
  if (each !== undefined) {
    writeFlag(to, isAbsolute);
    for (const { quantizer } of each) writeSigned(to, quantizer, ofQuantizer);
    for (const { strength } of each) writeSigned(to, strength, ofStrength);
  }
  for (const way of likely ?? []) {
    writeFlag(to, way !== certain);
    if (way !== certain) writeNumber(to, way, 8);
  }
}

function writeDeltas(to: LikelyWriter, [ofPicture, ofParts]: readonly [number, number]): void {
  const areSet = ofPicture !== 0 || ofParts !== 0;
  writeNumber(to, areSet ? 3 : 0, areSet ? 2 : 1);
  if (!areSet) return;
  for (const first of [ofPicture, ofParts]) {
    writeSigned(to, first, ofStrength);
    writeNumber(to, 0, 3);
  }
}
