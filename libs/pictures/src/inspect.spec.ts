import {
  pixelFlood,
  plantedPng,
  plantedWebp,
  pngOf,
  refusedFiles,
  smallJpeg,
  smallWebp,
  trailer,
} from '@consilium/testkit/pictures';
import { inspect } from './inspect';
import { refuseBySize } from './refusals';

/** `toThrow` compares an error by its message only; a matcher by what it says. */
const badInput = expect.objectContaining({ kind: 'bad-input' }) as unknown as Error;

test.each(refusedFiles)('$name is refused with a next step', ({ says, bytes }) => {
  const file = bytes();
  expect(() => inspect(file)).toThrow(badInput);
  expect(() => inspect(file)).toThrow(new RegExp(`${says}.*(?:add|choose)`, 'u'));
});

test('the flood that is refused is smaller than 60 kB', () => {
  expect(pixelFlood().length).toBeLessThan(60_000);
});

test('a file above 100 MB is refused by its size alone', () => {
  expect(() => {
    refuseBySize(100 * 1024 * 1024 + 1);
  }).toThrow(/larger than 100 MB/u);
});

test('every cut of a picture is refused', () => {
  for (const whole of [smallJpeg, pngOf(8, 8), smallWebp]) {
    for (let end = 0; end < whole.length; end++) {
      expect(() => inspect(whole.subarray(0, end))).toThrow(badInput);
    }
  }
});

test('size and kind come from the headers', () => {
  expect(inspect(smallJpeg)).toEqual({
    kind: 'jpeg',
    mime: 'image/jpeg',
    width: 64,
    height: 48,
    orientation: 1,
    trailing: 0,
  });
  expect(inspect(plantedPng(6))).toMatchObject({ kind: 'png', width: 30, height: 40, trailing: trailer.length });
  expect(inspect(plantedWebp(3))).toMatchObject({ kind: 'webp', width: 64, height: 48, orientation: 3 });
});

test('a WebP whose canvas is not the size of its picture is refused', () => {
  const twisted = plantedWebp();
  twisted[24] = 7;
  expect(() => inspect(twisted)).toThrow(/damaged/u);
});
