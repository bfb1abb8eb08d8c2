import { concat } from '@consilium/bytes';
import { plainProfile } from './colour-profile';
import { orientationOnly, readExif } from './exif';
import { cutJpeg, frameSize, type Piece } from './jpeg-segments';
import { readPhotoshop, readXmp } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { textAt, viewOf } from './reading';
import { Tally } from './removed';
import { nameTrailer } from './trailer';

/** Tables, frame, restart interval, scans: what a decoder needs. Everything else is left out. */
const kept = new Set<Piece['marker']>([0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd, 'scan data']);
const [jfifMarker, exifMarker, profileMarker, adobeMarker] = [0xe0, 0xe1, 0xe2, 0xee];

const exifStart = 'Exif\0\0';
const xmpStart = 'http://ns.adobe.com/';
const profileStart = 'ICC_PROFILE\0';

/** What is carried over from the segments that are not kept as they are. */
interface CarriedOver {
  jfif?: Uint8Array;
  adobe?: Uint8Array;
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
      carried.adobe ??= payload.slice(0, 12);
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

/** Density stays, the thumbnail after it does not (JFIF 1.02). */
function readJfif(payload: Uint8Array, carried: CarriedOver, tally: Tally): void {
  const plain = new Uint8Array(14);
  plain.set(payload.subarray(0, 12));
  carried.jfif ??= plain;
  if (payload.length > 14) tally.add('thumbnail');
}

function readOrientation(payload: Uint8Array, carried: CarriedOver, tally: Tally): void {
  const exif = readExif(payload.subarray(exifStart.length));
  carried.orientation ??= exif.orientation;
  tally.addAll(exif.findings);
}

function carryOver(bytes: Uint8Array, pieces: readonly Piece[], tally: Tally): CarriedOver {
  const carried: CarriedOver = { profile: new Map() };
  for (const { marker, from, to } of pieces.filter((piece) => !kept.has(piece.marker))) {
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

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function profileSegment(chunks: ReadonlyMap<number, Uint8Array>, tally: Tally): Uint8Array[] {
  if (chunks.size === 0) return [];
  const whole = concat([...chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk));
  const plain = plainProfile(whole);
  if (plain === undefined || plain.length !== whole.length) tally.add('colour profile details');
  return plain === undefined ? [] : [segment(profileMarker, ascii(profileStart), new Uint8Array([1, 1]), plain)];
}

function writeCarriedOver(carried: CarriedOver, tally: Tally): Uint8Array[] {
  const { jfif, adobe, orientation = 1, profile } = carried;
  return [
    ...(jfif === undefined ? [] : [segment(jfifMarker, jfif)]),
    ...(orientation === 1 ? [] : [segment(exifMarker, ascii(exifStart), orientationOnly(orientation))]),
    ...profileSegment(profile, tally),
    ...(adobe === undefined ? [] : [segment(adobeMarker, adobe)]),
  ];
}

function readHeaders(bytes: Uint8Array): Headers {
  const { pieces, end } = cutJpeg(bytes);
  const { orientation = 1 } = carryOver(bytes, pieces, new Tally());
  return { ...frameSize(bytes, pieces), orientation, trailing: bytes.length - end };
}

function strip(bytes: Uint8Array): Promise<Stripped> {
  const tally = new Tally();
  const { pieces, end } = cutJpeg(bytes);
  frameSize(bytes, pieces);
  const carried = carryOver(bytes, pieces, tally);
  nameTrailer(bytes.subarray(end), tally);
  const image = pieces.filter((piece) => kept.has(piece.marker)).map(({ from, to }) => bytes.subarray(from, to));
  const whole = concat([
    new Uint8Array([0xff, 0xd8]),
    ...writeCarriedOver(carried, tally),
    ...image,
    new Uint8Array([0xff, 0xd9]),
  ]);
  return Promise.resolve({ bytes: whole, findings: tally.found });
}

/** JPEG (ITU T.81) in a JFIF or EXIF file. */
export const jpeg: PictureFormat = { readHeaders, strip };
