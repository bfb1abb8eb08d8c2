import { concat, equalBytes } from '@consilium/bytes';
import { keepProfile } from './colour-profile';
import { orientationOnly, readExif, turnedBy } from './exif';
import { readFrame } from './jpeg-frame';
import { isOfPixels, rewritePixels } from './jpeg-rewritten';
import { cutJpeg, type Piece } from './jpeg-segments';
import { readPhotoshop, readXmp } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { textAt, viewOf } from './reading';
import { malformed } from './refusals';
import { Tally, type Findings } from './removed';
import { nameTrailer } from './trailer';

const [jfifMarker, exifMarker, profileMarker, adobeMarker] = [0xe0, 0xe1, 0xe2, 0xee];

const exifStart = 'Exif\0\0';
const xmpStart = 'http://ns.adobe.com/';
const profileStart = 'ICC_PROFILE\0';

/** What is carried over from the segments that are not kept as they are. */
interface CarriedOver {
  isJfif?: boolean;
  /** How the components of an Adobe file stand for colours: 0, 1 or 2. */
  transform?: number;
  orientation?: number;
  readonly profile: Map<number, Uint8Array>;
}

type Reader = (payload: Uint8Array, carried: CarriedOver, tally: Tally) => void;

/** Segments by marker and the text they start with; the first that fits reads it. */
const readers: readonly (readonly [number, string, Reader])[] = [
  [jfifMarker, 'JFIF\0', readJfif],
  [
    jfifMarker,
    'JFXX\0',
    (_payload, _carried, tally) => {
      tally.add('thumbnail');
    },
  ],
  [exifMarker, exifStart, readOrientation],
  [
    exifMarker,
    xmpStart,
    (payload, _carried, tally) => {
      tally.addAll(readXmp(payload));
    },
  ],
  [
    profileMarker,
    profileStart,
    (payload, carried) => {
      carried.profile.set(payload[12] ?? 0, payload.subarray(14));
    },
  ],
  [
    profileMarker,
    'MPF\0',
    (_payload, _carried, tally) => {
      tally.add('second picture');
    },
  ],
  [
    0xeb,
    'JP',
    (_payload, _carried, tally) => {
      tally.add('editing history');
    },
  ],
  [
    0xed,
    'Photoshop 3.0\0',
    (payload, _carried, tally) => {
      tally.addAll(readPhotoshop(payload.subarray(14)));
    },
  ],
  [
    adobeMarker,
    'Adobe',
    (payload, carried) => {
      // Decoders know it by its length too.
      if (payload.length >= 12) carried.transform ??= payload[11] ?? 0;
    },
  ],
  [
    0xfe,
    '',
    (_payload, _carried, tally) => {
      tally.add('comment');
    },
  ],
];

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Version 1.1, square pixels of no size, no thumbnail (JFIF 1.02). */
const plainJfif = concat([ascii('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)]);

function readJfif(payload: Uint8Array, carried: CarriedOver, tally: Tally): void {
  carried.isJfif = true;
  if (payload.length > 14) tally.add('thumbnail');
}

function readOrientation(payload: Uint8Array, carried: CarriedOver, tally: Tally): void {
  const exif = readExif(payload.subarray(exifStart.length));
  carried.orientation ??= exif.orientation;
  tally.addAll(exif.findings);
}

function carryOver(bytes: Uint8Array, pieces: readonly Piece[], tally: Tally): CarriedOver {
  const carried: CarriedOver = { profile: new Map() };
  for (const { marker, from, to } of pieces.filter((piece) => !isOfPixels(piece))) {
    const payload = bytes.subarray(from + 4, to);
    const reader = readers.find(([at, start]) => at === marker && textAt(payload, 0, start.length) === start);
    if (reader === undefined) tally.add('other hidden data');
    else reader[2](payload, carried, tally);
  }
  return carried;
}

function segment(marker: number, ...payload: readonly Uint8Array[]): Uint8Array {
  const body = concat(payload);
  const head = new Uint8Array([0xff, marker, 0, 0]);
  viewOf(head).setUint16(2, body.length + 2);
  return concat([head, body]);
}

function profileSegment(chunks: ReadonlyMap<number, Uint8Array>, tally: Tally): Uint8Array[] {
  if (chunks.size === 0) return [];
  const whole = concat([...chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk));
  const { plain, isColourLost } = keepProfile(whole);
  if (isColourLost) tally.add('colour table');
  if (plain === undefined || !equalBytes(plain, whole)) tally.add('colour profile details');
  return plain === undefined ? [] : [segment(profileMarker, ascii(profileStart), new Uint8Array([1, 1]), plain)];
}

function writeCarriedOver({ isJfif, transform, orientation = 1, profile }: CarriedOver, tally: Tally): Uint8Array[] {
  if (transform !== undefined && transform > 2) throw malformed();
  return [
    ...(isJfif === undefined ? [] : [segment(jfifMarker, plainJfif)]),
    ...(orientation === 1 ? [] : [segment(exifMarker, ascii(exifStart), orientationOnly(orientation))]),
    ...profileSegment(profile, tally),
    ...(transform === undefined
      ? []
      : [segment(adobeMarker, ascii('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, transform))]),
  ];
}

function readHeaders(bytes: Uint8Array): Headers {
  const { pieces, end } = cutJpeg(bytes);
  const { orientation = 1 } = carryOver(bytes, pieces, new Tally());
  const { width, height } = readFrame(bytes, pieces);
  return { width, height, orientation, trailing: bytes.length - end };
}

function says(bytes: Uint8Array): Promise<Findings> {
  const tally = new Tally();
  const { pieces, end } = cutJpeg(bytes);
  writeCarriedOver(carryOver(bytes, pieces, tally), tally);
  nameTrailer(bytes.subarray(end), tally);
  return Promise.resolve(tally.found);
}

function strip(bytes: Uint8Array, quarters: number): Promise<Stripped> {
  const tally = new Tally();
  const { pieces, end } = cutJpeg(bytes);
  const frame = readFrame(bytes, pieces);
  const carried = carryOver(bytes, pieces, tally);
  carried.orientation = turnedBy(carried.orientation ?? 1, quarters);
  nameTrailer(bytes.subarray(end), tally);
  const whole = concat([
    new Uint8Array([0xff, 0xd8]),
    ...writeCarriedOver(carried, tally),
    ...rewritePixels(bytes, pieces, frame, tally),
    new Uint8Array([0xff, 0xd9]),
  ]);
  return Promise.resolve({ bytes: whole, findings: tally.found });
}

/** Without the segments that can say how it is turned; the others as they stand. */
function asStored(bytes: Uint8Array): Uint8Array[] {
  const { pieces, end } = cutJpeg(bytes);
  const parts = pieces.filter(({ marker }) => marker !== exifMarker).map(({ from, to }) => bytes.subarray(from, to));
  return [bytes.subarray(0, 2), ...parts, bytes.subarray(end - 2, end)];
}

/** With this colour profile in the place of any other, as far as its numbers can be kept. */
export function withProfile(bytes: Uint8Array, profile: Uint8Array, tally: Tally): Uint8Array {
  const { pieces, end } = cutJpeg(bytes);
  const others = pieces.filter(({ marker }) => marker !== profileMarker);
  return concat([
    bytes.subarray(0, 2),
    ...profileSegment(new Map([[1, profile]]), tally),
    ...others.map(({ from, to }) => bytes.subarray(from, to)),
    bytes.subarray(end - 2, end),
  ]);
}

/** JPEG (ITU T.81) in a JFIF or EXIF file. */
export const jpeg: PictureFormat = { readHeaders, measure: readHeaders, says, strip, asStored };
