import type { PixelPart } from './cropping';

/** A part of a picture as shares of its width and height, from 0 to 1. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const all: Part = { left: 0, top: 0, right: 1, bottom: 1 };

/** Which edges are taken hold of, each of the two at most once. */
export interface Hold {
  readonly across?: 'left' | 'right';
  readonly down?: 'top' | 'bottom';
}

/** Least that stays of a side. */
const least = 0.04;

const within = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

/** The part with the edges held moved by so much; what is held never passes its opposite. */
export function pulled(part: Part, { across, down }: Hold, byX: number, byY: number): Part {
  const { left, top, right, bottom } = part;
  return {
    left: across === 'left' ? within(left + byX, 0, right - least) : left,
    right: across === 'right' ? within(right + byX, left + least, 1) : right,
    top: down === 'top' ? within(top + byY, 0, bottom - least) : top,
    bottom: down === 'bottom' ? within(bottom + byY, top + least, 1) : bottom,
  };
}

/** The same part elsewhere, as far as there is picture. */
export function moved({ left, top, right, bottom }: Part, byX: number, byY: number): Part {
  const x = within(byX, -left, 1 - right);
  const y = within(byY, -top, 1 - bottom);
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

/** Where the part lies once the picture is turned by a quarter to the right. */
export const turnedRight = ({ left, top, right, bottom }: Part): Part => ({
  left: 1 - bottom,
  top: left,
  right: 1 - top,
  bottom: right,
});

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In whole pixels of a picture of this size; undefined where it is all of it. */
export function inPixels({ left, top, right, bottom }: Part, { width, height }: Size): PixelPart | undefined {
  const [x, y] = [Math.round(left * width), Math.round(top * height)];
  const part = {
    left: Math.min(x, width - 1),
    top: Math.min(y, height - 1),
    width: Math.max(1, Math.round(right * width) - x),
    height: Math.max(1, Math.round(bottom * height) - y),
  };
  return part.width === width && part.height === height ? undefined : part;
}

/** The same back, to begin with what was kept before. */
export const inShares = (part: PixelPart | undefined, { width, height }: Size): Part =>
  part === undefined
    ? all
    : {
        left: part.left / width,
        top: part.top / height,
        right: (part.left + part.width) / width,
        bottom: (part.top + part.height) / height,
      };
