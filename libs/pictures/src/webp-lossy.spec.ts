import { equalBytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { partedWebp, smallWebp } from '@consilium/testkit/pictures';
import { array, assert, boolean, constantFrom, property, tuple, uint8Array } from 'fast-check';
import { type Bits, even, LikelyBits, LikelyWriter } from './lossy-codes';
import { type LossyHeader, readHeader, writeHeader } from './lossy-header';
import { type Blocks, followModes, readSegment, writeSegment } from './lossy-modes';
import { usualLikely } from './lossy-tables';
import { Tally } from './removed';
import { rewriteLossy } from './webp-lossy';

interface Picture {
  readonly data: Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
}
const small: Picture = { data: smallWebp.slice(20), size: { width: 64, height: 48 } };
const parted: Picture = { data: partedWebp.slice(20), size: { width: 48, height: 80 } };

const lengthOfFirst = (data: Uint8Array): number => Buffer.from(data).readUIntLE(0, 3) >> 5;
const firstOf = (data: Uint8Array): LikelyBits => new LikelyBits(data.subarray(10, 10 + lengthOfFirst(data)));
const headerOf = (data: Uint8Array): LossyHeader => readHeader(firstOf(data));

/** What a picture is rewritten to, and what that names. */
function rewritten({ data, size }: Picture): { readonly data: Uint8Array; readonly named: readonly string[] } {
  const tally = new Tally();
  return { data: rewriteLossy(data, size, tally), named: [...tally.found.keys()] };
}

/** What is read is written too, each bit as `change` has it: of which number in the row, and what. */
function through(from: LikelyBits, to: LikelyWriter, change = (bit: number, _number: number): number => bit): Bits {
  let count = 0;
  return {
    bit: (likely) => {
      const bit = from.bit(likely);
      to.put(likely, change(bit, count++));
      return bit;
    },
  };
}

const blocksOf = ({ size }: Picture): Blocks => ({
  columns: Math.ceil(size.width / 16),
  rows: Math.ceil(size.height / 16),
});

/** The same blocks and coefficients behind another header; each block in the segment that `segment` says. */
function withHeader(picture: Picture, header: LossyHeader, segment = (own: number): number => own): Picture {
  const [from, to] = [firstOf(picture.data), new LikelyWriter()];
  const own = readHeader(from);
  writeHeader(to, header);
  followModes(through(from, to), own, blocksOf(picture), () => {
    writeSegment(to, segment(readSegment(from, own.segments?.likely ?? [])), header.segments?.likely ?? []);
  });
  return { ...picture, data: withFirst(picture.data, to.end()) };
}

function withFirst(data: Uint8Array, first: Uint8Array): Uint8Array {
  const head = Buffer.from(data.slice(0, 10));
  head.writeUIntLE(((data[0] ?? 0) & 0x1f) | (first.length << 5), 0, 3);
  return Uint8Array.from(Buffer.concat([head, first, data.subarray(10 + lengthOfFirst(data))]));
}

function changed(data: Uint8Array, at: number, value: number): Uint8Array {
  const other = data.slice();
  other[at] = value;
  return other;
}

/** The sentence a picture is refused with. */
function refusal(picture: Picture): string {
  try {
    rewritten(picture);
  } catch (error) {
    if (error instanceof Problem || error instanceof RangeError) return error.message;
    throw error;
  }
  throw new Error('not refused');
}

const written = (bits: readonly (readonly [number, boolean])[]): Uint8Array => {
  const to = new LikelyWriter();
  for (const [likely, bit] of bits) to.put(likely, bit ? 1 : 0);
  return to.end();
};
const likelihoods = constantFrom(0, 1, 2, 20, even, 200, 250, 254, 255);

test('bits read back as they were written, whatever their likelihoods and whatever stands behind them', () => {
  assert(
    property(array(tuple(likelihoods, boolean()), { maxLength: 600 }), uint8Array({ maxLength: 9 }), (bits, rest) => {
      const bytes = written(bits);
      const from = new LikelyBits(Uint8Array.from([...bytes, ...rest]));
      expect(bits.map(([likely]) => from.bit(likely) === 1)).toEqual(bits.map(([, bit]) => bit));
      expect(from.plain).toEqual(bytes);
    }),
    { numRuns: 300 },
  );
});

test('of the numbers that say the same bits, the lowest is kept', () => {
  const bits = [17, 200, 9, even, 90, 3].map((likely, at) => [likely, at % 2 === 0] as const);
  const bytes = written(bits);
  const others = Array.from({ length: 0x10000 }, (_, last) => {
    const other = bytes.slice();
    other.set([last >> 8, last & 0xff], bytes.length - 2);
    return new LikelyBits(other);
  }).filter((from) => bits.every(([likely, bit]) => (from.bit(likely) === 1) === bit));
  expect(others.length).toBeGreaterThan(0x100);
  expect(others.filter((from) => !equalBytes(from.plain, bytes))).toEqual([]);
});

test('likelihoods that no coefficient has, numbers of segments that no block is in and deltas without a filter are gone', () => {
  const header = headerOf(small.data);
  const text = Buffer.from('CANARY');
  const likely = header.likely.slice();
  likely.set(text, 0); // a band of the means' own place: no block begins there
  const segments = header.segments;
  if (segments?.each === undefined) throw new Error('a picture without segments');
  const each = segments.each.map((own, at) => (at === 2 ? { quantizer: -67, strength: 63 } : own));
  const planted = withHeader(small, {
    ...header,
    likely,
    segments: { ...segments, each },
    filter: { ...header.filter, level: 0 },
    deltas: [63, -63],
  });
  expect(Buffer.from(headerOf(planted.data).likely)).toContain(text[0]);
  const { data, named } = rewritten(planted);
  const left = headerOf(data);
  expect(left.likely).toEqual(header.likely);
  expect(left.likely.subarray(0, 6)).toEqual(usualLikely.subarray(0, 6));
  expect(left.segments).toEqual(segments);
  expect(left.deltas).toEqual([0, 0]);
  expect(named).toEqual(['other hidden data']);
});

test('which of two segments with the same numbers a block is in is not kept', () => {
  const header = headerOf(parted.data);
  const segments = {
    likely: [even, even, even],
    isAbsolute: true,
    each: Array(4).fill({ quantizer: 40, strength: 9 }),
  };
  const says = (numbers: readonly number[]): Picture => {
    let block = 0;
    return withHeader(parted, { ...header, segments }, () => numbers[block++ % numbers.length] ?? 0);
  };
  expect(says([0, 1, 2, 3]).data).not.toEqual(says([3, 1, 2]).data);
  expect(rewritten(says([0, 1, 2, 3])).data).toEqual(rewritten(says([3, 1, 2])).data);
});

test('how much larger it could be shown is not kept', () => {
  const scaled = changed(changed(small.data, 7, 0x40), 9, 0x80);
  expect(rewritten({ ...small, data: scaled })).toEqual({ data: small.data, named: ['other hidden data'] });
});

test('a space of its colours that no decoder asks for, and whether they may overflow, are written as usual', () => {
  const [from, to] = [firstOf(small.data), new LikelyWriter()];
  const all = through(from, to, (bit, number) => (number < 2 ? 1 : bit));
  const header = readHeader(all);
  followModes(all, header, blocksOf(small), () => readSegment(all, header.segments?.likely ?? []));
  const data = withFirst(small.data, to.end());
  expect(data).not.toEqual(small.data);
  expect(rewritten({ ...small, data }).data).toEqual(small.data);
});

describe('is refused in words', () => {
  test.each([small, parted])('wherever it ends too early', ({ data, size }) => {
    const end = rewritten({ data, size }).data.length - 4;
    for (let length = 3; length < end; length++) expect(refusal({ data: data.slice(0, length), size })).not.toBe('');
  });

  test('when it is not to be shown, is of a version nobody knows, or begins as no bits do', () => {
    const [kind = 0] = small.data;
    for (const data of [changed(small.data, 0, kind & ~0x10), changed(small.data, 0, kind | 0x0e)])
      expect(refusal({ ...small, data })).toMatch(/is damaged/u);
    expect(refusal({ ...small, data: changed(small.data, 10, 0xff) })).toMatch(/is damaged/u);
  });

  test('when a size asks for more blocks than it has', () => {
    expect(refusal({ ...small, size: { width: 16383, height: 6000 } })).toMatch(/is incomplete/u);
  });
});

test('a part that is said to be longer than the file ends with it, as decoders have it', () => {
  const sizes = 10 + lengthOfFirst(parted.data);
  const only = { ...parted, data: changed(parted.data, sizes + 20, 0xff) };
  expect(refusal(only)).toMatch(/is incomplete/u);
});
