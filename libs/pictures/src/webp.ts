import { concat } from '@consilium/bytes';
import { plainProfile } from './colour-profile';
import { orientationOnly, readExif } from './exif';
import { readXmp } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { textAt, viewOf } from './reading';
import { malformed, moving, truncated } from './refusals';
import { Tally } from './removed';
import { nameTrailer } from './trailer';

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

const mostChunks = 1000;
/** Flags of VP8X (RFC 9649, 2.7): what stands in the file. */
const [profileFlag, alphaFlag, exifFlag] = [0x20, 0x10, 0x08];

function cutWebp(bytes: Uint8Array): { chunks: readonly Chunk[]; end: number } {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw truncated();
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= end && chunks.length <= mostChunks) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > end) throw truncated();
    chunks.push({ name: textAt(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length & 1);
  }
  if (chunks.length === 0 || chunks.length > mostChunks) throw malformed();
  return { chunks, end };
}

function lossySize(data: Uint8Array): Size {
  const isKeyFrame = ((data[0] ?? 1) & 1) === 0 && textAt(data, 3, 3) === '\x9d\x01\x2a';
  if (!isKeyFrame || data.length < 10) throw malformed();
  const view = viewOf(data);
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
}

function losslessSize(data: Uint8Array): Size {
  if (data[0] !== 0x2f || data.length < 5) throw malformed();
  const bits = viewOf(data).getUint32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function canvasSize(data: Uint8Array): Size {
  if (data.length < 10) throw malformed();
  const view = viewOf(data);
  return { width: (view.getUint32(4, true) & 0xffffff) + 1, height: (view.getUint32(6, true) >>> 8) + 1 };
}

/** The picture's own size; a canvas that says otherwise is a trick or damage. */
function sizeOf(chunks: readonly Chunk[]): Size {
  if (chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) throw moving();
  const pictures = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L');
  const [picture] = pictures;
  if (picture === undefined || pictures.length > 1) throw malformed();
  const size = picture.name === 'VP8 ' ? lossySize(picture.data) : losslessSize(picture.data);
  const extended = chunks.find(({ name }) => name === 'VP8X');
  const canvas = extended === undefined ? size : canvasSize(extended.data);
  if (size.width === 0 || size.height === 0) throw malformed();
  if (canvas.width !== size.width || canvas.height !== size.height) throw malformed();
  return size;
}

function orientationOf(chunks: readonly Chunk[]): number {
  const exif = chunks.find(({ name }) => name === 'EXIF');
  return exif === undefined ? 1 : readExif(tiffOf(exif.data)).orientation;
}

/** Some writers put JPEG's "Exif\0\0" in front. */
function tiffOf(data: Uint8Array): Uint8Array {
  return textAt(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data;
}

function nameChunk({ name, data }: Chunk, tally: Tally): void {
  if (name === 'EXIF') tally.addAll(readExif(tiffOf(data)).findings);
  else if (name === 'XMP ') tally.addAll(readXmp(data));
  else if (name !== 'VP8X') tally.add('other hidden data');
}

function writeChunk(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + data.length + (data.length & 1));
  whole.set(Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
  viewOf(whole).setUint32(4, data.length, true);
  whole.set(data, 8);
  return whole;
}

/** VP8X anew, saying only what is still there. */
function extendedHeader({ width, height }: Size, flags: number): Uint8Array {
  const data = new Uint8Array(10);
  const view = viewOf(data);
  view.setUint32(0, flags, true);
  view.setUint16(4, (width - 1) & 0xffff, true);
  view.setUint8(6, (width - 1) >>> 16);
  view.setUint16(7, (height - 1) & 0xffff, true);
  view.setUint8(9, (height - 1) >>> 16);
  return writeChunk('VP8X', data);
}

function readHeaders(bytes: Uint8Array): Headers {
  const { chunks, end } = cutWebp(bytes);
  return { ...sizeOf(chunks), orientation: orientationOf(chunks), trailing: bytes.length - end };
}

function profileOf(chunks: readonly Chunk[], tally: Tally): Uint8Array | undefined {
  const found = chunks.find(({ name }) => name === 'ICCP');
  if (found === undefined) return undefined;
  const plain = plainProfile(found.data);
  if (plain?.length !== found.data.length) tally.add('colour profile details');
  return plain;
}

/** Whether the picture said it is partly transparent, as its flag. */
function alphaOf(chunks: readonly Chunk[]): number {
  return (chunks.find(({ name }) => name === 'VP8X')?.data[0] ?? 0) & alphaFlag;
}

function strip(bytes: Uint8Array): Promise<Stripped> {
  const tally = new Tally();
  const { chunks, end } = cutWebp(bytes);
  const size = sizeOf(chunks);
  const orientation = orientationOf(chunks);
  const profile = profileOf(chunks, tally);
  const picture = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L' || name === 'ALPH');
  for (const chunk of chunks) if (!picture.includes(chunk) && chunk.name !== 'ICCP') nameChunk(chunk, tally);
  nameTrailer(bytes.subarray(end), tally);

  const isTurned = orientation !== 1;
  const flags = alphaOf(chunks) | (profile ? profileFlag : 0) | (isTurned ? exifFlag : 0);
  const body = concat([
    ...(flags === 0 ? [] : [extendedHeader(size, flags)]),
    ...(profile === undefined ? [] : [writeChunk('ICCP', profile)]),
    ...picture.map(({ name, data }) => writeChunk(name, data)),
    ...(isTurned ? [writeChunk('EXIF', orientationOnly(orientation))] : []),
  ]);
  const riff = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  viewOf(riff).setUint32(4, body.length + 4, true);
  return Promise.resolve({ bytes: concat([riff, body]), findings: tally.found });
}

/** WebP (RFC 9649), stills only. */
export const webp: PictureFormat = { readHeaders, strip };
