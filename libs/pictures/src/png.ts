import { concat, equalBytes } from '@consilium/bytes';
import { keepProfile } from './colour-profile';
import { pack, unpack } from './deflated';
import { orientationOnly, readExif, turnedBy } from './exif';
import { readXmp, whatKeyword } from './named-text';
import type { Headers, PictureFormat, Stripped } from './picture-file';
import { type Chunk, cutPng, writeChunk } from './png-chunks';
import { type PngHeader, readPngHeader } from './png-header';
import { colourChunks, nameOther, paletteChunks } from './png-kept';
import { repack } from './png-pixels';
import { textAt } from './reading';
import { malformed, moving } from './refusals';
import { Tally, type Findings } from './removed';
import { nameTrailer } from './trailer';

/** Written anew from what they say; see `png-kept` and `png-pixels`. */
const rewritten = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'iCCP']);

function headerOf(chunks: readonly Chunk[]): PngHeader {
  const [first] = chunks;
  const headers = chunks.filter((chunk) => chunk.name === 'IHDR').length;
  if (first?.name !== 'IHDR' || headers !== 1) throw malformed();
  // What moves may show another picture than its still.
  if (chunks.some((chunk) => chunk.name === 'acTL')) throw moving();
  if (!chunks.some((chunk) => chunk.name === 'IDAT')) throw malformed();
  return readPngHeader(first.data);
}

function orientationOf(chunks: readonly Chunk[]): number {
  const exif = chunks.find((chunk) => chunk.name === 'eXIf');
  return exif === undefined ? 1 : readExif(exif.data).orientation;
}

/** Names one chunk that is left out. */
function nameChunk(chunk: Chunk, tally: Tally): void {
  const { name, data } = chunk;
  if (name === 'eXIf') tally.addAll(readExif(data).findings);
  else if (name === 'tIME') tally.add('date taken');
  else if (/^[tiz](?:TXt|EXt)$/u.test(name)) nameText(data, tally);
  else if (/^(?:fcTL|fdAT)$/u.test(name)) tally.add('animation frames');
  else nameOther(chunk, tally);
}

function nameText(data: Uint8Array, tally: Tally): void {
  const keyword = textAt(data, 0, Math.max(0, data.subarray(0, 80).indexOf(0)));
  if (/xmp/iu.test(keyword)) tally.addAll(readXmp(data));
  else if (/raw profile/iu.test(keyword)) tally.add('camera settings');
  else tally.add(whatKeyword(keyword));
}

/** An embedded profile without its texts, as a chunk. */
async function profileChunk(chunks: readonly Chunk[], tally: Tally): Promise<Uint8Array[]> {
  const data = chunks.find((chunk) => chunk.name === 'iCCP')?.data;
  if (data === undefined) return [];
  const nameEnd = data.subarray(0, 80).indexOf(0);
  const profile = nameEnd < 0 ? undefined : await unpack(data.subarray(nameEnd + 2));
  const { plain, isColourLost } = keepProfile(profile ?? new Uint8Array());
  if (isColourLost) tally.add('colour table');
  if (plain === undefined || !equalBytes(plain, profile ?? plain)) tally.add('colour profile details');
  if (plain === undefined) return [];
  const name = Uint8Array.from('Colour\0\0', (letter) => letter.charCodeAt(0));
  return [writeChunk('iCCP', concat([name, await pack(plain)]))];
}

function readHeaders(bytes: Uint8Array, isChecked = true): Headers {
  const { chunks, end } = cutPng(bytes, isChecked);
  const { width, height } = headerOf(chunks);
  return { width, height, orientation: orientationOf(chunks), trailing: bytes.length - end };
}

/** Names what is not written anew, and what stands behind the picture's end. */
function nameOthers(bytes: Uint8Array, { chunks, end }: ReturnType<typeof cutPng>, tally: Tally): void {
  for (const chunk of chunks) if (!rewritten.has(chunk.name)) nameChunk(chunk, tally);
  if (chunks.at(-1)?.data.length !== 0) tally.add('other hidden data');
  nameTrailer(bytes.subarray(end), tally);
}

async function says(bytes: Uint8Array): Promise<Findings> {
  const tally = new Tally();
  const file = cutPng(bytes, false);
  colourChunks(file.chunks, await profileChunk(file.chunks, tally), tally);
  nameOthers(bytes, file, tally);
  return tally.found;
}

async function strip(bytes: Uint8Array, quarters: number): Promise<Stripped> {
  const tally = new Tally();
  const file = cutPng(bytes);
  const { chunks } = file;
  const header = headerOf(chunks);
  const orientation = turnedBy(orientationOf(chunks), quarters);
  const pixels = await repack(
    chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data),
    header,
  );
  nameOthers(bytes, file, tally);
  return {
    bytes: concat([
      bytes.subarray(0, 8),
      writeChunk('IHDR', chunks[0]?.data ?? new Uint8Array()),
      ...(orientation === 1 ? [] : [writeChunk('eXIf', orientationOnly(orientation))]),
      ...colourChunks(chunks, await profileChunk(chunks, tally), tally),
      ...paletteChunks(chunks, header, pixels.used, tally),
      writeChunk('IDAT', pixels.packed),
      writeChunk('IEND', new Uint8Array()),
    ]),
    findings: tally.found,
  };
}

/** Without the chunk that says how it is turned; the others as they stand. */
function asStored(bytes: Uint8Array): Uint8Array[] {
  const { chunks } = cutPng(bytes, false);
  const kept = chunks.filter(({ name }) => name !== 'eXIf').map(({ from, to }) => bytes.subarray(from, to));
  return [bytes.subarray(0, 8), ...kept];
}

/** PNG (W3C, 3rd edition), stills only. */
export const png: PictureFormat = {
  readHeaders,
  measure: (bytes) => readHeaders(bytes, false),
  says,
  strip,
  asStored,
};
