import { lyingPart, turning } from './turning';

/** Where a stored pixel comes to lie, as a canvas does it. */
function laid(orientation: number, [x, y]: readonly [number, number], size: { width: number; height: number }) {
  const [a, b, c, d, e, f] = turning(orientation, size);
  return [a * x + c * y + e, b * x + d * y + f] as const;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a part of a picture turned the way %i lies where its pixels are stored',
  (turned) => {
    const upright = { width: 40, height: 30 };
    const part = { left: 5, top: 7, width: 11, height: 13 };
    const lying = lyingPart(part, turned, upright);
    const ends = [
      laid(turned, [lying.left, lying.top], upright),
      laid(turned, [lying.left + lying.width, lying.top + lying.height], upright),
    ];
    expect(ends.map(([x]) => x).toSorted((one, other) => one - other)).toEqual([5, 16]);
    expect(ends.map(([, y]) => y).toSorted((one, other) => one - other)).toEqual([7, 20]);
    expect(lying.width * lying.height).toBe(11 * 13);
  },
);
