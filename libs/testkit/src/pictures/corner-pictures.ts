import { plantedJpeg, plantedPng, plantedWebp } from './planted-pictures';
import { pngOfRows } from './png-pictures';

/** 48 × 32 pixels with a colour in each corner, drawn for this project (Apache-2.0): red, green, blue, yellow. */
const [width, height] = [48, 32];
const colours = { red: [220, 30, 30], green: [30, 170, 30], blue: [30, 30, 220], yellow: [230, 220, 40] } as const;
export type Corner = keyof typeof colours;

const fromBase64 = (...parts: readonly string[]): Uint8Array => Uint8Array.from(Buffer.from(parts.join(''), 'base64'));

const jpeg = fromBase64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgy',
  'PC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAgADAD',
  'AREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAUIBv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAZAQEAAwEBAAAAAAAAAAAAAAAABAUIBwb/',
  'xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwDllG6oAAsoTO4ACMmtEAALKEzuAA4N316cABpZllfgAM0tTKAABpZllfgAP//Z',
);
const lossy = fromBase64(
  'UklGRngAAABXRUJQVlA4IGwAAABQBQCdASowACAAPoE4kkglI6GhOrzIAKAQCWYAtwEAOhEwLyv8Tfxur/wIbI01jZKs12AA/u4KY81U/MV+zCV5',
  'B9iBMcSpn/0QX0hm8df7tK2/HXrfa9/VnM76if/70jb1Tx1FVt4ehuagAAA=',
);
const lossless = fromBase64(
  'UklGRkgAAABXRUJQVlA4TDwAAAAvL8AHAB8gECCU+K+QoE9IQHQj7LDeNiEB0c3yf4Id8vyHlhW4QU3bRlBJluSRfDN3juj/BBgbMxMWZgY=',
);

function png(): Uint8Array {
  const stored = [
    ['red', 'green'],
    ['blue', 'yellow'],
  ] as const;
  const pixel = (x: number, y: number): readonly number[] =>
    colours[stored[y < height / 2 ? 0 : 1][x < width / 2 ? 0 : 1]];
  const row = (y: number): number[] => Array.from({ length: width }, (_, x) => pixel(x, y)).flat();
  return pngOfRows(
    width,
    height,
    Array.from({ length: height }, (_, y) => row(y)),
  );
}

/** The same in every format, with everything planted in it, turned as asked (EXIF, 1 to 8). */
export const cornerPictures: readonly {
  readonly name: string;
  readonly make: (orientation: number) => Uint8Array;
}[] = [
  { name: 'JPEG', make: (orientation) => plantedJpeg(orientation, jpeg) },
  { name: 'PNG', make: (orientation) => plantedPng(orientation, png()) },
  { name: 'WebP', make: (orientation) => plantedWebp(orientation, lossy, [width, height]) },
  { name: 'lossless WebP', make: (orientation) => plantedWebp(orientation, lossless, [width, height]) },
];

/** What people must see: top left, top right, bottom left, bottom right (EXIF 2.32, tag 0x0112). */
export const cornersSeen: Readonly<Record<number, readonly [Corner, Corner, Corner, Corner]>> = {
  1: ['red', 'green', 'blue', 'yellow'],
  2: ['green', 'red', 'yellow', 'blue'],
  3: ['yellow', 'blue', 'green', 'red'],
  4: ['blue', 'yellow', 'red', 'green'],
  5: ['red', 'blue', 'green', 'yellow'],
  6: ['blue', 'red', 'yellow', 'green'],
  7: ['yellow', 'green', 'blue', 'red'],
  8: ['green', 'yellow', 'red', 'blue'],
};
