import { readFileSync } from 'node:fs';
import { type Corner, cornersSeen, plainHeic, turnedHeic } from '@consilium/testkit/pictures';
import { decodeHeic } from './heic-decoder';

const wasm = (): ArrayBuffer => {
  const bytes = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};

const colourAt = (data: Uint8ClampedArray, at: number): Corner => {
  const [red = 0, green = 0] = data.subarray(at * 4);
  if (red > 128) return green > 128 ? 'yellow' : 'red';
  return green > 128 ? 'green' : 'blue';
};

test.each([
  ['as it lies', plainHeic, { width: 48, height: 32 }, 1],
  ['on its side', turnedHeic, { width: 32, height: 48 }, 6],
] as const)('an HEIC photo stored %s is decoded upright, every corner its colour', async (_, bytes, size, way) => {
  const decoded = await decodeHeic(wasm(), bytes);
  expect(decoded).toMatchObject(size);
  const data = decoded?.data ?? new Uint8ClampedArray();
  const [left, right] = [4, size.width - 5];
  const rows = [4, size.height - 5].map((row) => row * size.width);
  expect(rows.flatMap((row) => [left, right].map((x) => colourAt(data, row + x)))).toEqual(cornersSeen[way]);
});

test('what is no photo, or whose pixels are gone, is not decoded', async () => {
  // The decoder says why to the console alone.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await decodeHeic(wasm(), plainHeic.slice(0, 40))).toBeUndefined();
  expect(await decodeHeic(wasm(), plainHeic.slice(0, plainHeic.length - 300))).toBeUndefined();
});
