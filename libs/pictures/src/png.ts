import { concat } from '@consilium/bytes';
import { plainProfile } from './colour-profile';
import { pack, unpack } from './deflated';
import { orientationOnly, readExif } from './exif';
import { readXmp, whatKeyword } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { type Chunk, cutPng, writeChunk } from './png-chunks';
import { textAt, viewOf } from './reading';
import { malformed } from './refusals';
import { Tally } from './removed';
import { nameTrailer } from './trailer';

/** Pixels, palette, transparency, and how colours and sizes are meant (PNG 3rd edition, chapter 11). */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT', 'pHYs', 'bKGD']);

function sizeOf(chunks: readonly Chunk[]): { width: number; height: number } {
  const [first] = chunks;
  const headers = chunks.filter((chunk) => chunk.name === 'IHDR').length;
  if (first?.name !== 'IHDR' || headers !== 1 || first.data.length !== 13) throw malformed();
  if (!chunks.some((chunk) => chunk.name === 'IDAT')) throw malformed();
  const view = viewOf(first.data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (width === 0 || height === 0) throw malformed();
  return { width, height };
}

function orientationOf(chunks: readonly Chunk[]): number {
  const exif = chunks.find((chunk) => chunk.name === 'eXIf');
  return exif === undefined ? 1 : readExif(exif.data).orientation;
}

/** Names one chunk that is left out. */
function nameChunk({ name, data }: Chunk, tally: Tally): void {
  if (name === 'eXIf') tally.addAll(readExif(data).findings);
  else if (name === 'tIME') tally.add('date taken');
  else if (/^[tiz](?:TXt|EXt)$/u.test(name)) nameText(data, tally);
  else if (/^(?:acTL|fcTL|fdAT)$/u.test(name)) tally.add('animation frames');
  else tally.add('other hidden data');
}

function nameText(data: Uint8Array, tally: Tally): void {
  const keyword = textAt(data, 0, Math.max(0, data.subarray(0, 80).indexOf(0)));
  if (/xmp/iu.test(keyword)) tally.addAll(readXmp(data));
  else if (/raw profile/iu.test(keyword)) tally.add('camera settings');
  else tally.add(whatKeyword(keyword));
}

/** An embedded profile without its texts; one that cannot be reduced is left out and the picture is shown as sRGB. */
async function profileChunk({ data }: Chunk, tally: Tally): Promise<Uint8Array[]> {
  const nameEnd = data.subarray(0, 80).indexOf(0);
  const profile = nameEnd < 0 ? undefined : await unpack(data.subarray(nameEnd + 2));
  const plain = profile === undefined ? undefined : plainProfile(profile);
  if (plain?.length !== profile?.length || plain === undefined) tally.add('colour profile details');
  if (plain === undefined) return [];
  const name = Uint8Array.from('Colour\0\0', (letter) => letter.charCodeAt(0));
  return [writeChunk('iCCP', concat([name, await pack(plain)]))];
}

function readHeaders(bytes: Uint8Array): Headers {
  const { chunks, end } = cutPng(bytes);
  return { ...sizeOf(chunks), orientation: orientationOf(chunks), trailing: bytes.length - end };
}

async function strip(bytes: Uint8Array): Promise<Stripped> {
  const tally = new Tally();
  const { chunks, end } = cutPng(bytes);
  sizeOf(chunks);
  const orientation = orientationOf(chunks);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (const chunk of chunks) {
    if (kept.has(chunk.name)) parts.push(bytes.subarray(chunk.from, chunk.to));
    else if (chunk.name === 'iCCP') parts.push(...(await profileChunk(chunk, tally)));
    else nameChunk(chunk, tally);
    if (chunk.name === 'IHDR' && orientation !== 1) parts.push(writeChunk('eXIf', orientationOnly(orientation)));
  }
  nameTrailer(bytes.subarray(end), tally);
  return { bytes: concat(parts), findings: tally.found };
}

/** PNG (W3C, 3rd edition). */
export const png: PictureFormat = { readHeaders, strip };
