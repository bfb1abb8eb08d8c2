import { deflateSync, inflateSync } from 'node:zlib';
import type { PngHeader } from './png-header';
import { repack } from './png-pixels';

const square: PngHeader = { width: 5, height: 5, depth: 8, colour: 0, isInterlaced: false };
const damaged = expect.objectContaining({ kind: 'bad-input' }) as unknown as Error;

/** Adam7 asked of each pixel: the pass it belongs to (PNG 3rd edition, 8.1). */
const order = ['16462646', '77777777', '56565656', '77777777', '36463646', '77777777', '56565656', '77777777'];

function rowsInterlaced(width: number, height: number, bits: number): Buffer {
  const rows = Array.from('1234567').flatMap((pass) =>
    Array.from({ length: height }, (_, y) => {
      const inRow = Array.from({ length: width }, (_value, x) => order[y % 8]?.[x % 8] === pass);
      const pixels = inRow.filter(Boolean).length;
      return pixels === 0 ? Buffer.alloc(0) : Buffer.alloc(1 + Math.ceil((pixels * bits) / 8));
    }),
  );
  return Buffer.concat(rows);
}

test('rows are counted pass by pass in an interlaced picture', async () => {
  for (const [width, height] of [
    [1, 1],
    [5, 5],
    [9, 2],
    [3, 17],
  ] as const) {
    for (const [colour, depth, bits] of [
      [0, 1, 1],
      [2, 8, 24],
      [6, 16, 64],
    ] as const) {
      const header: PngHeader = { width, height, depth, colour, isInterlaced: true };
      const rows = rowsInterlaced(width, height, bits);
      const { packed } = await repack([deflateSync(rows)], header);
      expect(inflateSync(packed)).toEqual(rows);
      await expect(repack([deflateSync(rows.subarray(1))], header)).rejects.toThrow(damaged);
      await expect(repack([deflateSync(Buffer.concat([rows, Buffer.alloc(1)]))], header)).rejects.toThrow(damaged);
    }
  }
});

test('the stream may be cut anywhere, and ends with its sum', async () => {
  const packed = deflateSync(Buffer.alloc(30));
  for (let cut = 0; cut <= packed.length; cut++) {
    const parts = [packed.subarray(0, cut), new Uint8Array(), packed.subarray(cut)];
    await expect(repack(parts, square)).resolves.toMatchObject({ used: new Set() });
  }
  await expect(repack([packed.subarray(0, -1)], square)).rejects.toThrow(damaged);
  await expect(repack([packed, Buffer.from('x')], square)).rejects.toThrow(damaged);
});

test('a filter that is none is refused', async () => {
  await expect(repack([deflateSync(Buffer.alloc(30, 5))], square)).rejects.toThrow(damaged);
});

test('of a palette, the places that pixels name are known, whatever the filter', async () => {
  const used = async (depth: number, ...rows: readonly (readonly number[])[]): Promise<readonly number[]> => {
    const header: PngHeader = { width: 4, height: rows.length, depth, colour: 3, isInterlaced: false };
    const packed = deflateSync(Buffer.from(rows.flat()));
    return [...(await repack([packed], header)).used].sort((one, other) => one - other);
  };
  expect(await used(8, [0, 1, 2, 3, 3])).toEqual([1, 2, 3]);
  expect(await used(8, [1, 1, 1, 1, 255])).toEqual([1, 2, 3]);
  expect(await used(8, [0, 1, 2, 3, 4], [2, 4, 0, 0, 0])).toEqual([1, 2, 3, 4, 5]);
  expect(await used(8, [0, 2, 4, 6, 8], [3, 0, 0, 0, 0])).toEqual([1, 2, 4, 6, 8]);
  expect(await used(8, [0, 10, 20, 30, 40], [4, 1, 0, 0, 0])).toEqual([10, 11, 20, 30, 40]);
  expect(await used(2, [0, 0b00011011])).toEqual([0, 1, 2, 3]);
  expect(await used(1, [0, 0b00001111])).toEqual([0]);
  expect(await used(4, [0, 0x5a, 0x55])).toEqual([5, 10]);
});
