import {
  ascii,
  chunk,
  cornerPictures,
  join,
  plantedJpeg,
  plantedLosslessWebp,
  plantedPng,
  plantedWebp,
  pngOf,
  progressiveJpeg,
  refusedFiles,
  smallJpeg,
  smallLosslessWebp,
  smallWebp,
  trailer,
  transparentWebp,
} from '@consilium/testkit/pictures';
import { says, strip } from './inspect';

const everyKind = [
  plantedJpeg(),
  plantedJpeg(6, progressiveJpeg),
  plantedPng(),
  plantedPng(8),
  plantedWebp(),
  plantedLosslessWebp(),
  transparentWebp,
];

test('a file says what was planted in it, and nothing once it was stripped, however it is turned', async () => {
  const files = [...everyKind, ...cornerPictures.flatMap(({ make }) => [1, 3, 6, 8].map((turned) => make(turned)))];
  for (const file of files) expect(await says((await strip(file)).bytes)).toEqual([]);
  expect((await says(plantedJpeg())).slice(0, 3)).toEqual(['location', 'device serial', 'owner name']);
  for (const file of [plantedPng(), plantedWebp(), plantedLosslessWebp()])
    expect(await says(file)).toContain('location');
});

/** One thing more in a file that says nothing, and how it is told. */
const withOne = async (): Promise<readonly (readonly [string, Uint8Array])[]> => {
  const [jpeg, png, webp] = await Promise.all(
    [smallJpeg, pngOf(40, 30), smallWebp].map(async (each) => (await strip(each)).bytes),
  );
  if (jpeg === undefined || png === undefined || webp === undefined) throw new Error('They are there');
  const comment = Uint8Array.of(0xff, 0xfe, 0, 6, 78, 65, 77, 69);
  const beforeEnd = png.length - 12;
  return [
    ['comment', join(jpeg.subarray(0, 2), comment, jpeg.subarray(2))],
    ['other hidden data', join(jpeg.subarray(0, 2), Uint8Array.of(0xff, 0xef, 0, 6, 78, 65, 77, 69), jpeg.subarray(2))],
    [
      'date taken',
      join(png.subarray(0, beforeEnd), chunk('tIME', Uint8Array.of(7, 0xea, 11, 23, 9, 0, 0)), png.subarray(beforeEnd)),
    ],
    ['other hidden data', join(png.subarray(0, beforeEnd), chunk('prVt', ascii('name')), png.subarray(beforeEnd))],
    ...[jpeg, png, webp].map((file) => ['hidden data after the picture', join(file, trailer)] as const),
  ];
};

test('one thing is found alone, wherever it stands', async () => {
  for (const [what, file] of await withOne()) expect(await says(file)).toEqual([what]);
});

test('what is no picture is refused', async () => {
  // Whether the sums of a file hold is asked where it is stripped.
  const asked = refusedFiles.filter(({ name }) => name !== 'a PNG with a wrong check sum');
  for (const { bytes } of asked) await expect(says(bytes())).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(says(smallLosslessWebp.subarray(0, 40))).rejects.toMatchObject({ kind: 'bad-input' });
});
