import { cornerPictures, cornersSeen, latin1, smallJpeg, plantedJpeg } from '@consilium/testkit/pictures';
import { strip } from './inspect';

const quarters = [1, 2, 3] as const;
const ways = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Corners as they are seen once what is seen is turned by a quarter to the right. */
const turnedRight = <T>([topLeft, topRight, bottomLeft, bottomRight]: readonly [T, T, T, T]): [T, T, T, T] => [
  bottomLeft,
  topLeft,
  bottomRight,
  topRight,
];

describe.each(cornerPictures)('a $name', ({ make }) => {
  test.each(ways)('that lies the way %i is turned by what its file says, to the right', async (way) => {
    let seen = cornersSeen[way];
    for (const count of quarters) {
      seen = seen && turnedRight(seen);
      const { orientation, width, height } = await strip(make(way), count);
      expect(cornersSeen[orientation]).toEqual(seen);
      const before = await strip(make(way));
      expect([width, height]).toEqual(count === 2 ? [before.width, before.height] : [before.height, before.width]);
    }
  });

  test('turned four times is as it was, byte for byte', async () => {
    let turned = (await strip(make(6))).bytes;
    for (let times = 0; times < 4; times++) turned = (await strip(turned, 1)).bytes;
    expect(turned).toEqual((await strip(make(6))).bytes);
  });
});

test('turning keeps every pixel as it is stored, and takes out what was hidden all the same', async () => {
  const { bytes, report } = await strip(plantedJpeg(), 1);
  expect(latin1(bytes)).toContain(latin1(smallJpeg.subarray(20)));
  expect(report.removed[0]).toEqual({ what: 'location', count: 7 });
});
