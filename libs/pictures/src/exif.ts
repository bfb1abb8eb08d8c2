import { textAt, viewOf } from './reading';
import { type Findings, type HiddenThing, Tally } from './removed';

/** What an EXIF block holds: how the pixels are turned (1–8, EXIF 2.32 tag 0x0112), and what can be named in it. */
export interface Exif {
  readonly orientation: number;
  readonly findings: Findings;
}

/** Tags by number (EXIF 2.32, TIFF 6.0, DNG 1.7); all others are the camera's settings. */
const tagNames: readonly (readonly [HiddenThing, readonly number[]])[] = [
  ['device make and model', [0x010f, 0x0110, 0xa433, 0xa434, 0xc614, 0xc615]],
  ['device serial', [0xa431, 0xa435, 0xc62f]],
  ['device name', [0x013c]],
  ['owner name', [0xa430, 0xfde8]],
  ['author name', [0x013b, 0x9c9d, 0xa436, 0xa437, 0xa438]],
  ['date taken', [0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292, 0x882a]],
  ['comment', [0x9286, 0x9c9c]],
  ['description', [0x010e, 0x9c9b, 0x9c9f]],
  ['keywords', [0x9c9e]],
  ['copyright notice', [0x8298]],
  ['software', [0x0131, 0x000b, 0xa439, 0xa43a, 0xa43b]],
  ['maker’s private notes', [0x927c, 0xc634]],
  ['picture identifier', [0xa420, 0xc65d]],
];
const whatTag = new Map(tagNames.flatMap(([what, tags]) => tags.map((tag) => [tag, what] as const)));

const orientationTag = 0x0112;
const exifTag = 0x8769;
const gpsTag = 0x8825;
/** Describe the file and not the patient, the place or the device. */
const plainTags = new Set([
  0x0100,
  0x0101,
  0x0112,
  0x011a,
  0x011b,
  0x0128,
  0x0213,
  0x9000,
  0x9101,
  0xa000,
  0xa001,
  0xa002,
  0xa003,
  0xa005,
  exifTag,
]);
/** More entries than this in one directory means a file made to keep a reader busy. */
const mostEntries = 2000;

interface Directory {
  /** Only as one SHORT, the type the tag has: browsers ignore any other. */
  readonly orientation: number;
  readonly tags: ReadonlyMap<number, number>;
  readonly next: number;
}

/** Reads a TIFF-shaped block as far as it makes sense. It is thrown away in any case, so damage is no error here. */
export function readExif(tiff: Uint8Array): Exif {
  const tally = new Tally();
  let orientation = 1;
  try {
    const isLittle = textAt(tiff, 0, 2) === 'II';
    const view = viewOf(tiff);
    const first = readDirectory(view, view.getUint32(4, isLittle), isLittle);
    orientation = first.orientation;
    nameTags(first, tally);
    const exif = first.tags.get(exifTag);
    if (exif !== undefined) nameTags(readDirectory(view, exif, isLittle), tally);
    if (first.tags.has(gpsTag)) tally.add('location', gpsCount(view, first.tags.get(gpsTag) ?? 0, isLittle));
    if (first.next !== 0) tally.add('thumbnail');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tally.add('other hidden data');
  }
  return { orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, findings: tally.found };
}

function readDirectory(view: DataView, at: number, isLittle: boolean): Directory {
  const count = view.getUint16(at, isLittle);
  if (count > mostEntries) throw new RangeError('too many entries');
  const tags = new Map<number, number>();
  let orientation = 1;
  for (let entry = 0; entry < count; entry++) {
    const place = at + 2 + entry * 12;
    const isShort = view.getUint16(place + 2, isLittle) === 3;
    const value = isShort ? view.getUint16(place + 8, isLittle) : view.getUint32(place + 8, isLittle);
    const tag = view.getUint16(place, isLittle);
    if (tag === orientationTag && isShort && view.getUint32(place + 4, isLittle) === 1) orientation = value;
    tags.set(tag, value);
  }
  const end = at + 2 + count * 12;
  return { orientation, tags, next: end + 4 <= view.byteLength ? view.getUint32(end, isLittle) : 0 };
}

function nameTags({ tags }: Directory, tally: Tally): void {
  for (const tag of tags.keys()) {
    if (tag !== gpsTag && !plainTags.has(tag)) tally.add(whatTag.get(tag) ?? 'camera settings');
  }
}

/** A location counts even where its directory cannot be read. */
function gpsCount(view: DataView, at: number, isLittle: boolean): number {
  try {
    return Math.max(1, readDirectory(view, at, isLittle).tags.size);
  } catch {
    return 1;
  }
}

/** The one fact that is kept: a block with the orientation and nothing else (big-endian, 26 bytes). */
export function orientationOnly(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  tiff.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  view.setUint16(8, 1);
  view.setUint16(10, orientationTag);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

/** How a picture is turned after one quarter to the right, for each of the eight ways. */
const afterQuarter = [1, 6, 7, 8, 5, 2, 3, 4, 1] as const;

/** The same picture turned by so many quarters to the right more: 1 to 8 (EXIF). */
export function turnedBy(orientation: number, quarters: number): number {
  let turned = orientation;
  for (let left = quarters % 4; left > 0; left--) turned = afterQuarter[turned] ?? 1;
  return turned;
}

/** Whether a picture so turned shows its height as its width. */
export function isOnItsSide(orientation: number): boolean {
  return orientation >= 5;
}
