import { textAt, viewOf } from './reading';
import { malformed } from './refusals';

/** One box of an ISO file (ISO 14496-12, 4.2): where its content stands. */
export interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** More of them in one box means a file made to keep a reader busy. */
const mostBoxes = 20_000;

/** The boxes between two places, without what is inside them. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    if (at + 8 > to || boxes.length > mostBoxes) throw malformed();
    const size = view.getUint32(at);
    const [head, length] = size === 1 ? [16, Number(view.getBigUint64(at + 8))] : [8, size === 0 ? to - at : size];
    if (length < head || at + length > to) throw malformed();
    boxes.push({ name: textAt(bytes, at + 4, 4), from: at + head, to: at + length });
    at += length;
  }
  return boxes;
}

/** The first of a name. What is missing makes the file one that cannot be followed. */
export function boxNamed(boxes: readonly Box[], name: string): Box {
  const found = boxes.find((box) => box.name === name);
  if (found === undefined) throw malformed();
  return found;
}

/** Reads numbers one after the other; past the end it throws RangeError, see `strictly`. */
export class Cursor {
  readonly #view: DataView;

  constructor(
    bytes: Uint8Array,
    public at: number,
  ) {
    this.#view = viewOf(bytes);
  }

  /** A number of so many bytes: 0, 1, 2, 4 or 8. */
  number(size: number): number {
    let value = 0;
    for (let left = size; left > 0; left--) value = value * 256 + this.#view.getUint8(this.at++);
    return value;
  }

  /** Version of a full box, and its flags. */
  version(): { readonly version: number; readonly flags: number } {
    return { version: this.number(1), flags: this.number(3) };
  }
}
