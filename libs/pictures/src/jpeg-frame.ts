import { viewOf } from './reading';
import { malformed, unusualJpeg } from './refusals';
import { type Piece, startOfScan } from './jpeg-segments';

/** Baseline, extended, progressive: what browsers decode. */
const frames = [0xc0, 0xc1, 0xc2];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** A progressive picture has about ten; thousands are made to keep a decoder busy. */
const mostScans = 200;

/** One colour component (T.81, B.2.2), its size in blocks of 8 × 8. */
export interface Component {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  /** The number of its quantisation table. */
  readonly quantisation: number;
  /** Blocks that hold pixels, and blocks stored in a row of whole units. */
  readonly columns: number;
  readonly rows: number;
  readonly stride: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly isProgressive: boolean;
  readonly components: readonly Component[];
  /** Units of all components in a row, and rows of them. */
  readonly unitColumns: number;
  readonly unitRows: number;
}

/** The one frame header. A second frame, or none before the first scan, is malformed. */
function onlyFrame(pieces: readonly Piece[]): Piece {
  const markers = pieces.map((piece) => piece.marker);
  if (markers.some((marker) => otherFrames.includes(Number(marker)))) throw unusualJpeg();
  const found = pieces.filter((piece) => frames.includes(Number(piece.marker)));
  const [frame] = found;
  const scans = markers.filter((marker) => marker === startOfScan).length;
  if (frame === undefined || found.length > 1 || scans === 0 || scans > mostScans) throw malformed();
  if (pieces.indexOf(frame) > markers.indexOf(startOfScan) || frame.to - frame.from < 10) throw malformed();
  return frame;
}

/** What the frame header says: eight bits a sample, neither side zero, as long as its components need. */
export function readFrame(bytes: Uint8Array, pieces: readonly Piece[]): Frame {
  const { from, to, marker } = onlyFrame(pieces);
  const view = viewOf(bytes);
  if (bytes[from + 4] !== 8) throw unusualJpeg();
  const [height, width] = [view.getUint16(from + 5), view.getUint16(from + 7)];
  const count = bytes[from + 9] ?? 0;
  if (width === 0 || height === 0 || ![1, 3, 4].includes(count) || to - from !== 10 + count * 3) throw malformed();
  const read = Array.from({ length: count }, (_, index) => componentAt(bytes, from + 10 + index * 3));
  if (new Set(read.map(({ id }) => id)).size !== count) throw malformed();
  const [widest, tallest] = [
    Math.max(...read.map(({ horizontal }) => horizontal)),
    Math.max(...read.map(({ vertical }) => vertical)),
  ];
  const [unitColumns, unitRows] = [Math.ceil(width / (8 * widest)), Math.ceil(height / (8 * tallest))];
  const components = read.map((component) => ({
    ...component,
    columns: Math.ceil((width * component.horizontal) / widest / 8),
    rows: Math.ceil((height * component.vertical) / tallest / 8),
    stride: unitColumns * component.horizontal,
  }));
  return { width, height, isProgressive: marker === 0xc2, components, unitColumns, unitRows };
}

function componentAt(
  bytes: Uint8Array,
  at: number,
): Pick<Component, 'id' | 'horizontal' | 'vertical' | 'quantisation'> {
  const [id = 0, sampling = 0, quantisation = 0] = bytes.subarray(at, at + 3);
  const [horizontal, vertical] = [sampling >> 4, sampling & 15];
  const isTrue = horizontal >= 1 && horizontal <= 4 && vertical >= 1 && vertical <= 4 && quantisation <= 3;
  if (!isTrue) throw malformed();
  return { id, horizontal, vertical, quantisation };
}

/** One scan's header (T.81, B.2.3): its components with their tables, and which part of the coefficients it brings. */
export interface Scan {
  readonly parts: readonly { readonly component: Component; readonly dc: number; readonly ac: number }[];
  readonly first: number;
  readonly last: number;
  /** Bits brought by scans before, and bits still missing after. */
  readonly before: number;
  readonly missing: number;
}

export function readScan(bytes: Uint8Array, piece: Piece, { components, isProgressive }: Frame): Scan {
  const parts = scanParts(bytes, piece, components);
  if (!isProgressive) return { parts, first: 0, last: 63, before: 0, missing: 0 };
  const [first = 0, last = 0, bits = 0] = bytes.subarray(piece.to - 3, piece.to);
  if (!isBand(first, last, parts.length) || !isStep(bits)) throw malformed();
  return { parts, first, last, before: bits >> 4, missing: bits & 15 };
}

/** The first coefficient alone, of any components; or some of the others, of one. */
const isBand = (first: number, last: number, components: number): boolean =>
  first === 0 ? last === 0 : first <= last && last <= 63 && components === 1;

/** All bits but the last few; or the next one. */
const isStep = (bits: number): boolean => (bits & 15) <= 13 && (bits >> 4 === 0 || bits >> 4 === (bits & 15) + 1);

function scanParts(bytes: Uint8Array, { from, to }: Piece, components: readonly Component[]): Scan['parts'] {
  const count = bytes[from + 4] ?? 0;
  if (count < 1 || count > 4 || to - from !== 8 + count * 2) throw malformed();
  const parts = Array.from({ length: count }, (_, index) => {
    const [id, tables = 0] = bytes.subarray(from + 5 + index * 2, from + 7 + index * 2);
    const component = components.find((each) => each.id === id);
    if (component === undefined || tables >> 4 > 3 || (tables & 15) > 3) throw malformed();
    return { component, dc: tables >> 4, ac: tables & 15 };
  });
  if (new Set(parts.map(({ component }) => component)).size !== count) throw malformed();
  return parts;
}

/** A scan's header anew: numbers that its kind of scan does not use are zero. */
export function writeScan({ parts, first, last, before, missing }: Scan, { isProgressive }: Frame): Uint8Array {
  const usesDc = !isProgressive || (first === 0 && before === 0);
  const usesAc = !isProgressive || first > 0;
  const tables = parts.flatMap(({ component, dc, ac }) => [component.id, ((usesDc ? dc : 0) << 4) | (usesAc ? ac : 0)]);
  const length = 6 + parts.length * 2;
  return Uint8Array.of(0xff, 0xda, 0, length, parts.length, ...tables, first, last, (before << 4) | missing);
}
