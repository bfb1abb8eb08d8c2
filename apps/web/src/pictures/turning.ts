/** Whether a picture so turned (EXIF, 1 to 8) shows its height as its width. */
export const isOnItsSide = (orientation: number): boolean => orientation >= 5;

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** Lays stored pixels upright into `width` × `height`, as a canvas takes it (EXIF 2.32, tag 0x0112). */
export function turning(orientation: number, { width, height }: { width: number; height: number }): Matrix {
  const matrices: Readonly<Record<number, Matrix>> = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, width, 0],
    7: [0, -1, -1, 0, width, height],
    8: [0, -1, 1, 0, 0, height],
  };
  return matrices[orientation] ?? [1, 0, 0, 1, 0, 0];
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a part of an upright picture lies in its stored pixels. `upright`: the size of all of it. */
export function lyingPart(
  { left, top, width, height }: Rectangle,
  orientation: number,
  upright: { readonly width: number; readonly height: number },
): Rectangle {
  const [a, b, c, d, e, f] = turning(orientation, upright);
  // A turning matrix has its columns at right angles and of length one: what is across is its own way back.
  const back = (x: number, y: number) => [a * (x - e) + b * (y - f), c * (x - e) + d * (y - f)] as const;
  const [[x1, y1], [x2, y2]] = [back(left, top), back(left + width, top + height)];
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** The same for the viewer: mirrored left to right first, then turned clockwise. */
export function turnOf(orientation: number): { readonly degrees: number; readonly flipped: boolean } {
  const degrees = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0;
  return { degrees, flipped: [2, 4, 5, 7].includes(orientation) };
}
