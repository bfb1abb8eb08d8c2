import { LowBits, type PrefixCode, readPrefixCode } from './lossless-codes';
import { malformed } from './refusals';

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Codes of green (lengths and cached colours behind it), red, blue, alpha, distance. */
type Group = readonly [PrefixCode, PrefixCode, PrefixCode, PrefixCode, PrefixCode];

/** Which group of codes a pixel is written with. */
interface Groups {
  readonly all: readonly Group[];
  readonly bits: number;
  readonly columns: number;
  readonly of: Uint32Array;
}

/** Near places by number, the nearest first (RFC 9649, 3.6.2.2). */
const near = Array.from({ length: 8 }, (_, y) => Array.from({ length: 16 }, (_column, x) => [x - 7, y] as const))
  .flat()
  .filter(([x, y]) => y > 0 || x > 0)
  .sort(([x1, y1], [x2, y2]) => x1 ** 2 + y1 ** 2 - x2 ** 2 - y2 ** 2 || Math.abs(x1) - Math.abs(x2) || x2 - x1);

/**
 * Follows a lossless WebP (RFC 9649, 3), its header of `head` bytes stepped over, to its last pixel, without making it:
 * the data up to there. What stands behind it shows nowhere.
 */
export function followLossless(data: Uint8Array, head: number, area: Area): Uint8Array {
  const bits = new LowBits(data, head);
  let { width } = area;
  const seen = new Set<number>();
  while (bits.read(1) === 1) {
    const kind = bits.read(2);
    if (seen.has(kind)) throw malformed();
    seen.add(kind);
    width = readTransform(bits, kind, { width, height: area.height });
  }
  readMain(bits, { width, height: area.height });
  const { bytes, spare } = bits.end;
  const whole = data.slice(0, bytes);
  if (bytes > 0) whole[bytes - 1] = (whole[bytes - 1] ?? 0) & (0xff >> spare);
  return whole;
}

const tiles = ({ width, height }: Area, bits: number): Area => ({
  width: Math.ceil(width / 2 ** bits),
  height: Math.ceil(height / 2 ** bits),
});

/** Reads what a transform needs, and returns how wide the stored picture is because of it. */
function readTransform(bits: LowBits, kind: number, area: Area): number {
  if (kind < 2) readSmall(bits, tiles(area, bits.read(3) + 2));
  if (kind < 3) return area.width;
  const colours = bits.read(8) + 1;
  readSmall(bits, { width: colours, height: 1 });
  const packed = [2, 4, 16].findIndex((most) => colours <= most);
  return packed < 0 ? area.width : Math.ceil(area.width / 2 ** (3 - packed));
}

function readCache(bits: LowBits): number {
  if (bits.read(1) === 0) return 0;
  const size = bits.read(4);
  if (size < 1 || size > 11) throw malformed();
  return size;
}

function readGroup(bits: LowBits, cache: number): Group {
  const green = readPrefixCode(bits, 256 + 24 + (cache === 0 ? 0 : 2 ** cache));
  const [red, blue, alpha] = [readPrefixCode(bits, 256), readPrefixCode(bits, 256), readPrefixCode(bits, 256)];
  return [green, red, blue, alpha, readPrefixCode(bits, 40)];
}

/** A picture that the file keeps for itself: its pixels are needed. */
function readSmall(bits: LowBits, area: Area): Uint32Array {
  const cache = readCache(bits);
  const pixels = new Uint32Array(area.width * area.height);
  const group = readGroup(bits, cache);
  const kept = new Uint32Array(2 ** cache);
  let at = 0;
  const put = (colour: number): void => {
    pixels[at++] = colour;
    if (cache > 0) kept[Math.imul(0x1e35a7bd, colour) >>> (32 - cache)] = colour;
  };
  while (at < pixels.length) {
    const symbol = group[0].read(bits);
    if (symbol < 256) put(readColour(bits, group, symbol));
    else if (symbol >= 280) put(kept[symbol - 280] ?? 0);
    else {
      const length = readCount(bits, symbol - 256);
      const back = distance(readCount(bits, group[4].read(bits)), area.width);
      if (back > at || at + length > pixels.length) throw malformed();
      for (let each = 0; each < length; each++) put(pixels[at - back] ?? 0);
    }
  }
  return pixels;
}

function readColour(bits: LowBits, [, red, blue, alpha]: Group, green: number): number {
  const [r, b, a] = [red.read(bits), blue.read(bits), alpha.read(bits)];
  return ((a << 24) | (r << 16) | (green << 8) | b) >>> 0;
}

function readCount(bits: LowBits, prefix: number): number {
  if (prefix < 4) return prefix + 1;
  const extra = (prefix - 2) >> 1;
  return ((2 + (prefix & 1)) << extra) + bits.read(extra) + 1;
}

function distance(code: number, width: number): number {
  const place = near[code - 1];
  return place === undefined ? code - 120 : Math.max(1, place[0] + place[1] * width);
}

function readGroups(bits: LowBits, area: Area, cache: number): Groups {
  const hasMany = bits.read(1) === 1;
  const size = hasMany ? bits.read(3) + 2 : 0;
  const { width: columns, height } = tiles(area, size);
  const of = hasMany
    ? readSmall(bits, { width: columns, height }).map((pixel) => (pixel >>> 8) & 0xffff)
    : new Uint32Array();
  const count = of.reduce((most, each) => Math.max(most, each), 0) + 1;
  return { all: Array.from({ length: count }, () => readGroup(bits, cache)), bits: size, columns, of };
}

/** The picture itself: its codes are followed, its pixels are not needed. */
function readMain(bits: LowBits, area: Area): void {
  const cache = readCache(bits);
  const groups = readGroups(bits, area, cache);
  const total = area.width * area.height;
  let at = 0;
  while (at < total) {
    const group = groupAt(groups, at % area.width, Math.floor(at / area.width));
    const symbol = group[0].read(bits);
    if (symbol >= 280) at++;
    else if (symbol >= 256) {
      const length = readCount(bits, symbol - 256);
      readCount(bits, group[4].read(bits));
      at += length;
    } else {
      group[1].read(bits);
      group[2].read(bits);
      group[3].read(bits);
      at++;
    }
  }
  if (at > total) throw malformed();
}

function groupAt({ all, bits, columns, of }: Groups, x: number, y: number): Group {
  const group = all[of.length === 0 ? 0 : (of[(y >> bits) * columns + (x >> bits)] ?? 0)];
  if (group === undefined) throw malformed();
  return group;
}
