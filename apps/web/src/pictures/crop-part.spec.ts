import { all, inPixels, inShares, moved, type Part, pulled, turnedRight } from './crop-part';

const half: Part = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
const shares = [-2, -0.3, -0.01, 0, 1 / 3, 0.25, 2];
const pairs = shares.flatMap((x) => shares.map((y) => [x, y] as const));
const sizes = [1, 2, 7, 480, 4032].flatMap((width) => [1, 3, 3024].map((height) => ({ width, height })));

/** Shares to nine digits: what a computer makes of a third is not the matter here. */
const about = (part: Part): Part => {
  const round = (value: number): number => Math.round(value * 1e9) / 1e9;
  return { left: round(part.left), top: round(part.top), right: round(part.right), bottom: round(part.bottom) };
};

test('an edge that is pulled stops at the picture’s end and before its opposite; a corner pulls two', () => {
  expect(pulled(half, { across: 'left' }, 0.1, 0.9)).toEqual({ ...half, left: 0.35 });
  expect(pulled(half, { across: 'left' }, -9, 0)).toEqual({ ...half, left: 0 });
  expect(pulled(half, { across: 'left' }, 9, 0)).toEqual({ ...half, left: 0.71 });
  expect(pulled(half, { down: 'bottom' }, 0, 9)).toEqual({ ...half, bottom: 1 });
  expect(about(pulled(half, { across: 'right', down: 'top' }, -0.1, -0.1))).toEqual({
    ...half,
    right: 0.65,
    top: 0.15,
  });
});

test.each(pairs)('a part that is moved by %d and %d keeps its size and stays in the picture', (x, y) => {
  const { left, top, right, bottom } = moved(half, x, y);
  expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
  expect(Math.max(right, bottom)).toBeLessThanOrEqual(1);
  expect(right - left).toBeCloseTo(0.5);
  expect(bottom - top).toBeCloseTo(0.5);
});

test('what is kept turns with the picture, and is there again after four quarters', () => {
  const corner: Part = { left: 0, top: 0, right: 0.2, bottom: 0.1 };
  expect(about(turnedRight(corner))).toEqual({ left: 0.9, top: 0, right: 1, bottom: 0.2 });
  expect(about(turnedRight(turnedRight(turnedRight(turnedRight(corner)))))).toEqual(corner);
});

test('all of it is no part; a part is whole pixels inside the picture, and reads back as itself', () => {
  const size = { width: 4032, height: 3024 };
  expect(inPixels(all, size)).toBeUndefined();
  expect(inPixels(half, size)).toEqual({ left: 1008, top: 756, width: 2016, height: 1512 });
  expect(inShares(inPixels(half, size), size)).toEqual(half);
});

test.each(sizes)('of $width × $height what is kept is whole pixels inside, and reads back as itself', (size) => {
  for (const [x, y] of pairs) {
    const part = inPixels(moved(pulled(all, { across: 'left', down: 'bottom' }, x, y), y, x), size);
    if (part === undefined) continue;
    expect(part.left + part.width).toBeLessThanOrEqual(size.width);
    expect(part.top + part.height).toBeLessThanOrEqual(size.height);
    expect(Math.min(part.width, part.height)).toBeGreaterThan(0);
    expect(inPixels(inShares(part, size), size)).toEqual(part);
  }
});
