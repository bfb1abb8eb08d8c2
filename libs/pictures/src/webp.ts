import { concat, equalBytes } from '@consilium/bytes';
import { keepProfile } from './colour-profile';
import { orientationOnly, readExif, turnedBy } from './exif';
import { readXmp } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { textAt, viewOf } from './reading';
import { malformed, moving, truncated } from './refusals';
import { Tally, type Findings } from './removed';
import { followLossless } from './webp-lossless';
import { rewriteLossy } from './webp-lossy';
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

/** What is written anew from what it says. */
const ofPicture = new Set(['VP8 ', 'VP8L', 'ALPH', 'ICCP']);

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
  const [found, ...more] = chunks.filter(({ name }) => name === 'ICCP');
  tally.add('other hidden data', more.length);
  if (found === undefined) return undefined;
  const { plain, isColourLost } = keepProfile(found.data);
  if (isColourLost) tally.add('colour table');
  if (plain === undefined || !equalBytes(plain, found.data)) tally.add('colour profile details');
  return plain;
}

/** Whether the picture said it is partly transparent, as its flag. */
function alphaOf(chunks: readonly Chunk[]): number {
  return (chunks.find(({ name }) => name === 'VP8X')?.data[0] ?? 0) & alphaFlag;
}

/**
 * The one transparency of a lossy picture whose header says it has one; a lossless one has its own. What is stored
 * unpacked is as long as the picture has pixels.
 */
function transparencyOf(chunks: readonly Chunk[], size: Size, tally: Tally): Uint8Array[] {
  const found = chunks.filter(({ name }) => name === 'ALPH');
  const isLossy = chunks.some(({ name }) => name === 'VP8 ');
  const [first] = isLossy && alphaOf(chunks) !== 0 ? found : [];
  tally.add('other hidden data', found.length - (first === undefined ? 0 : 1));
  if (first === undefined) return [];
  const plain = plainTransparency(first.data, size);
  if (plain.length < first.data.length) tally.add('other hidden data');
  return [plain];
}

function plainTransparency(data: Uint8Array, size: Size): Uint8Array {
  const [info = 0] = data;
  const [way, length] = [info & 3, 1 + size.width * size.height];
  if (way > 1 || (way === 0 && data.length < length)) throw malformed();
  const plain = way === 1 ? followLossless(data, 1, size) : data.slice(0, length);
  // What it was made ready with says nothing to a reader; two bits are reserved.
  plain[0] = info & 0x0f;
  return plain;
}

/** Names what is not of the picture, and what stands behind its end. */
function nameOthers(bytes: Uint8Array, { chunks, end }: ReturnType<typeof cutWebp>, tally: Tally): void {
  for (const chunk of chunks) if (!ofPicture.has(chunk.name)) nameChunk(chunk, tally);
  nameTrailer(bytes.subarray(end), tally);
}

function says(bytes: Uint8Array): Promise<Findings> {
  const tally = new Tally();
  const file = cutWebp(bytes);
  profileOf(file.chunks, tally);
  nameOthers(bytes, file, tally);
  return Promise.resolve(tally.found);
}

function strip(bytes: Uint8Array, quarters: number): Promise<Stripped> {
  const tally = new Tally();
  const file = cutWebp(bytes);
  const { chunks } = file;
  const size = sizeOf(chunks);
  const orientation = turnedBy(orientationOf(chunks), quarters);
  const profile = profileOf(chunks, tally);
  const transparency = transparencyOf(chunks, size, tally);
  const picture = chunks
    .filter(({ name }) => name === 'VP8 ' || name === 'VP8L')
    .map((chunk) => cut(chunk, size, tally));
  nameOthers(bytes, file, tally);

  const isTurned = orientation !== 1;
  const hasAlpha = transparency.length > 0 || picture.some(({ name }) => name === 'VP8L');
  const alpha = hasAlpha ? alphaOf(chunks) : 0;
  const flags = alpha | (profile ? profileFlag : 0) | (isTurned ? exifFlag : 0);
  const whole = riffOf([
    ...(flags === 0 ? [] : [extendedHeader(size, flags)]),
    ...(profile === undefined ? [] : [writeChunk('ICCP', profile)]),
    ...transparency.map((data) => writeChunk('ALPH', data)),
    ...picture.map(({ name, data }) => writeChunk(name, data)),
    ...(isTurned ? [writeChunk('EXIF', orientationOnly(orientation))] : []),
  ]);
  return Promise.resolve({ bytes: concat(whole), findings: tally.found });
}

/** A picture to its last pixel. */
function cut({ name, data }: Chunk, size: Size, tally: Tally): Chunk {
  if (name !== 'VP8L') return { name, data: rewriteLossy(data, size, tally) };
  const followed = followLossless(data, 5, size);
  if (followed.length < data.length) tally.add('hidden data after the picture');
  return { name, data: followed };
}

function riffOf(parts: readonly Uint8Array[]): Uint8Array[] {
  const riff = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  viewOf(riff).setUint32(4, length, true);
  return [riff, ...parts];
}

/** Without the chunk that says how it is turned; the header may still speak of it. */
function asStored(bytes: Uint8Array): Uint8Array[] {
  const { chunks } = cutWebp(bytes);
  return riffOf(chunks.filter(({ name }) => name !== 'EXIF').map(({ name, data }) => writeChunk(name, data)));
}

/** WebP (RFC 9649), stills only. */
export const webp: PictureFormat = { readHeaders, measure: readHeaders, says, strip, asStored };
