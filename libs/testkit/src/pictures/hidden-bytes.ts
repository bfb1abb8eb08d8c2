import { deflateSync, inflateSync } from 'node:zlib';
import { ascii, bigLong, bigShort, join, latin1, littleLong } from './bytes';
import { canary } from './planted-metadata';
import { chunk, pngOf, pngStart } from './png-pictures';
import { partedWebp, smallJpeg, smallLosslessWebp, smallWebp, transparentWebp } from './small-pictures';

/** As long as 64 numbers, and as what a table may hold: readable text. */
const long = (length: number): Uint8Array => ascii(canary.repeat(length).slice(0, length));
const secret = ascii(canary);

const segment = (marker: number, payload: Uint8Array): Uint8Array =>
  join(Uint8Array.of(0xff, marker), bigShort(payload.length + 2), payload);
const placeOf = (bytes: Uint8Array, text: string, from = 0): number => latin1(bytes).indexOf(text, from);
const inserted = (bytes: Uint8Array, at: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  join(bytes.subarray(0, at), ...parts, bytes.subarray(at));

/** Before the first scan, which is where tables belong. */
const beforeScan = (...parts: readonly Uint8Array[]): Uint8Array =>
  inserted(smallJpeg, placeOf(smallJpeg, '\xff\xda'), ...parts);
const atStart = (...parts: readonly Uint8Array[]): Uint8Array => inserted(smallJpeg, 20, ...parts);
const huffman = (head: number, symbols: Uint8Array): Uint8Array =>
  segment(0xc4, join(Uint8Array.of(head, ...new Uint8Array(7), symbols.length), new Uint8Array(8), symbols));

/** A scan of the same colours over again, its data readable. */
const secondScan = (): Uint8Array => {
  const scan = placeOf(smallJpeg, '\xff\xda');
  return inserted(smallJpeg, smallJpeg.length - 2, smallJpeg.subarray(scan, scan + 14), secret);
};

/** The code table of the last class, its last symbol, which no block has, made another: text in a table that is used. */
function symbolsReplaced(): Uint8Array {
  const changed = smallJpeg.slice();
  const tables = [...latin1(changed).matchAll(/\xff\xc4/gu)].map(({ index }) => index);
  const last = tables.at(-1) ?? 0;
  const end = last + 2 + (((changed[last + 2] ?? 0) << 8) | (changed[last + 3] ?? 0));
  changed.set(secret, end - secret.length);
  return changed;
}

const jpegs: Readonly<Record<string, () => Uint8Array>> = {
  'a quantisation table no component has': () => beforeScan(segment(0xdb, join(Uint8Array.of(3), long(64)))),
  'a quantisation table defined anew before it was used': () =>
    atStart(segment(0xdb, join(Uint8Array.of(0), long(64)))),
  'a code table no scan has': () => beforeScan(huffman(0x13, secret)),
  'a code table defined anew before it was used': () => atStart(huffman(0x00, secret)),
  'symbols that no block has': symbolsReplaced,
  'bytes behind the last block': () => inserted(smallJpeg, smallJpeg.length - 2, secret),
  'a second scan of the same colours': secondScan,
  'a restart marker and bytes behind the last block': () =>
    inserted(smallJpeg, smallJpeg.length - 2, Uint8Array.of(0xff, 0xd0), secret),
  'a restart interval that is too long': () => beforeScan(segment(0xdd, join(bigShort(0), secret))),
  'a scan header that is too long': () => {
    const at = placeOf(smallJpeg, '\xff\xda');
    return join(
      smallJpeg.subarray(0, at + 2),
      bigShort(12 + secret.length),
      smallJpeg.subarray(at + 4, at + 14),
      secret,
      smallJpeg.subarray(at + 14),
    );
  },
  'a frame header that is too long': () => {
    const at = placeOf(smallJpeg, '\xff\xc0');
    return join(
      smallJpeg.subarray(0, at + 2),
      bigShort(17 + secret.length),
      smallJpeg.subarray(at + 4, at + 19),
      secret,
      smallJpeg.subarray(at + 19),
    );
  },
  'numbers of the JFIF header': () => join(smallJpeg.subarray(0, 11), secret, smallJpeg.subarray(17)),
  'numbers of the Adobe header': () => atStart(segment(0xee, join(ascii('Adobe'), secret, Uint8Array.of(1)))),
};

/** 40 × 30 pixels with chunks before their data. */
const pngWith = (...extra: readonly Uint8Array[]): Uint8Array => pngOf(40, 30, extra);
const dataOf = (png: Uint8Array): { readonly at: number; readonly data: Uint8Array } => {
  const at = placeOf(png, 'IDAT') - 4;
  const length = Buffer.from(png).readUInt32BE(at);
  return { at, data: png.subarray(at + 8, at + 8 + length) };
};
const pngOfData = (...parts: readonly Uint8Array[]): Uint8Array => {
  const plain = pngOf(40, 30);
  const chunks = parts.map((part) => chunk('IDAT', part));
  return join(plain.subarray(0, dataOf(plain).at), ...chunks, chunk('IEND', new Uint8Array()));
};
const palettePng = (palette: Uint8Array, ...extra: readonly Uint8Array[]): Uint8Array =>
  join(
    pngStart,
    chunk('IHDR', join(bigLong(4), bigLong(4), Uint8Array.of(8, 3, 0, 0, 0))),
    chunk('PLTE', palette),
    ...extra,
    chunk('IDAT', deflateSync(join(...Array.from({ length: 4 }, () => Uint8Array.of(0, 0, 1, 1, 0))))),
    chunk('IEND', new Uint8Array()),
  );

const pngs: Readonly<Record<string, () => Uint8Array>> = {
  'data behind the pixels, in a chunk of their own': () => pngOfData(dataOf(pngOf(40, 30)).data, secret),
  'data behind the pixels, in the same chunk': () => pngOfData(join(dataOf(pngOf(40, 30)).data, secret)),
  'a second stream behind the pixels that ends like the first': () => {
    const { data } = dataOf(pngOf(40, 30));
    return pngOfData(data, secret, data.subarray(-4));
  },
  'rows behind the last': () =>
    pngOfData(deflateSync(join(inflateSync(dataOf(pngOf(40, 30)).data), secret), { level: 0 })),
  'numbers of the print size': () => pngWith(chunk('pHYs', long(9))),
  'a print size that is too long': () => pngWith(chunk('pHYs', long(40))),
  'a gamma that is too long': () => pngWith(chunk('gAMA', join(bigLong(45_455), secret))),
  'a gamma that is none': () => pngWith(chunk('gAMA', ascii('CANA'))),
  'primaries that are none': () => pngWith(chunk('cHRM', long(32))),
  'a rendering intent that is too long': () => pngWith(chunk('sRGB', join(Uint8Array.of(0), secret))),
  'a second gamma': () => pngWith(chunk('gAMA', bigLong(45_455)), chunk('gAMA', secret)),
  'bits of a camera': () => pngWith(chunk('sBIT', secret)),
  'a background': () => pngWith(chunk('bKGD', secret)),
  'a clear colour that is too long': () => pngWith(chunk('tRNS', join(new Uint8Array(6), secret))),
  'coding points that are too long': () => pngWith(chunk('cICP', join(Uint8Array.of(1, 13, 0, 1), secret))),
  'a suggested palette': () => pngWith(chunk('PLTE', secret)),
  'colours of a palette that no pixel has': () => palettePng(join(Uint8Array.of(9, 9, 9, 200, 200, 200), long(60))),
  'clearness of colours that no pixel has': () =>
    palettePng(new Uint8Array(60), chunk('tRNS', join(Uint8Array.of(255, 255), secret))),
  'an end that is not empty': () => join(pngOf(40, 30).subarray(0, -12), chunk('IEND', secret)),
};

const part = (name: string, data: Uint8Array): Uint8Array =>
  join(ascii(name), littleLong(data.length), data, new Uint8Array(data.length & 1));
const webpOf = (
  flags: number,
  [width, height]: readonly [number, number],
  ...parts: readonly Uint8Array[]
): Uint8Array => {
  const size = join(littleLong(width - 1).subarray(0, 3), littleLong(height - 1).subarray(0, 3));
  const body = join(part('VP8X', join(littleLong(flags), size)), ...parts);
  return join(ascii('RIFF'), littleLong(body.length + 4), ascii('WEBP'), body);
};
const lossy = smallWebp.subarray(12);
const alpha = (...more: readonly Uint8Array[]): Uint8Array =>
  part('ALPH', join(Uint8Array.of(0), new Uint8Array(64 * 48).fill(255), ...more));

/** A file whose chunk of this name is longer than what is in it. */
function longer(file: Uint8Array, name: string): Uint8Array {
  const at = placeOf(file, name);
  const length = Buffer.from(file).readUInt32LE(at + 4);
  const data = join(file.subarray(at + 8, at + 8 + length), secret);
  const body = join(file.subarray(8, at), part(name, data), file.subarray(at + 8 + length + (length & 1)));
  return join(ascii('RIFF'), littleLong(body.length), body);
}

/** A lossy file with text behind its last coefficient. */
export const lossyLonger = (file: Uint8Array): Uint8Array => longer(file, 'VP8 ');

const lossyOf = (data: Uint8Array): Uint8Array => {
  const body = join(ascii('WEBP'), part('VP8 ', data));
  return join(ascii('RIFF'), littleLong(body.length), body);
};

/** A lossy file with text behind its first part, counted as of it. */
function firstLonger(file: Uint8Array): Uint8Array {
  const [bytes, kind] = [Buffer.from(file), Buffer.from(file).readUIntLE(20, 3)];
  const end = 30 + (kind >> 5);
  const data = Buffer.from(join(bytes.subarray(20, end), secret, bytes.subarray(end)));
  data.writeUIntLE(kind + (secret.length << 5), 0, 3);
  return lossyOf(data);
}

/** The one in eight parts, with text behind one of them, counted as of it. */
function partLonger(number: number): Uint8Array {
  const bytes = Buffer.from(partedWebp);
  const sizes = 30 + (bytes.readUIntLE(20, 3) >> 5);
  const lengths = Array.from({ length: 7 }, (_, each) => bytes.readUIntLE(sizes + each * 3, 3));
  const end = sizes + 21 + lengths.slice(0, number + 1).reduce((sum, length) => sum + length, 0);
  const data = Buffer.from(join(bytes.subarray(20, end), secret, bytes.subarray(end)));
  data.writeUIntLE((lengths[number] ?? 0) + secret.length, sizes - 20 + number * 3, 3);
  return lossyOf(data);
}

const webps: Readonly<Record<string, () => Uint8Array>> = {
  'a second transparency': () => webpOf(0x10, [64, 48], alpha(), part('ALPH', secret), lossy),
  'a transparency that is too long': () => webpOf(0x10, [64, 48], alpha(secret), lossy),
  'a transparency nothing speaks of': () => webpOf(0x20, [64, 48], part('ALPH', secret), lossy),
  'a transparency beside a lossless picture': () =>
    webpOf(0x10, [16, 12], part('ALPH', secret), smallLosslessWebp.subarray(12)),
  'bytes behind a lossless picture': () => longer(smallLosslessWebp, 'VP8L'),
  'bytes behind a lossy picture': () => lossyLonger(smallWebp),
  'bytes behind the last part of a lossy picture, where no row is in it': () => lossyLonger(partedWebp),
  'bytes behind what a lossy picture says of its blocks': () => firstLonger(smallWebp),
  'bytes between the parts of a lossy picture': () => partLonger(2),
  'bytes in a part of a lossy picture that no row is in': () => partLonger(5),
  'bytes behind a packed transparency': () => longer(transparentWebp, 'ALPH'),
  'a second profile': () => webpOf(0x20, [64, 48], part('ICCP', secret), part('ICCP', secret), lossy),
  'the byte that fills up a chunk': () =>
    webpOf(0, [64, 48], join(ascii('ZZZZ'), littleLong(1), secret.subarray(0, 2)), lossy, part('EXIF', secret)),
  'reserved bits of the header': () => {
    const file = webpOf(0, [64, 48], lossy);
    file.set(ascii('CAN'), 21);
    return file;
  },
};

/** Files with readable bytes inside the parts that every strip keeps, none of which shows in the picture. */
export const hiddenBytes: readonly { readonly name: string; readonly bytes: () => Uint8Array }[] = [
  ['JPEG', jpegs] as const,
  ['PNG', pngs] as const,
  ['WebP', webps] as const,
].flatMap(([format, files]) => Object.entries(files).map(([name, bytes]) => ({ name: `${format}: ${name}`, bytes })));
