import { concat } from '@consilium/bytes';
import { packing, unpacking } from './deflated';
import { type Pass, passesOf, type PngHeader } from './png-header';
import { viewOf } from './reading';
import { malformed } from './refusals';

/** The pixels packed anew, and which places of the palette they name. */
export interface Repacked {
  readonly packed: Uint8Array;
  readonly used: ReadonlySet<number>;
}

/**
 * Unpacks the pixels and packs them again, in a stream: a packed stream has room for other things, behind its end, behind
 * the last row, in blocks that yield nothing. What is not exactly the rows of this picture is refused.
 */
export async function repack(parts: readonly Uint8Array[], header: PngHeader): Promise<Repacked> {
  const rows = new Rows(header);
  const sum = new Adler();
  const look = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      sum.add(chunk);
      rows.take(chunk);
      controller.enqueue(chunk.slice());
    },
  });
  const packed: Uint8Array[] = [];
  try {
    const source = new Blob(parts.map((part) => part.slice())).stream();
    const reader = source.pipeThrough(unpacking()).pipeThrough(look).pipeThrough(packing()).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) packed.push(step.value);
  } catch {
    throw malformed();
  }
  if (!rows.areComplete || sum.value !== lastLong(parts)) throw malformed();
  return { packed: concat(packed), used: rows.used };
}

/** The check sum a zlib stream ends with: not every engine notices what stands behind it. */
function lastLong(parts: readonly Uint8Array[]): number {
  const tails = parts.filter(({ length }) => length > 0).slice(-4);
  const tail = concat(tails.map((part) => part.subarray(-4)));
  return tail.length < 4 ? -1 : viewOf(tail).getUint32(tail.length - 4);
}

/** Adler-32 (RFC 1950). */
class Adler {
  #low = 1;
  #high = 0;

  add(bytes: Uint8Array): void {
    let [low, high] = [this.#low, this.#high];
    for (let from = 0; from < bytes.length; from += 3800) {
      const to = Math.min(bytes.length, from + 3800);
      for (let at = from; at < to; at++) {
        low += bytes[at] ?? 0;
        high += low;
      }
      low %= 65_521;
      high %= 65_521;
    }
    [this.#low, this.#high] = [low, high];
  }

  get value(): number {
    return this.#high * 65_536 + this.#low;
  }
}

/** Counts rows; of a picture with a palette it also undoes the filters, to see which colours are used. */
class Rows {
  readonly used = new Set<number>();
  readonly #passes: readonly Pass[];
  readonly #depth: number;
  readonly #isPalette: boolean;
  #pass = 0;
  #row = 0;
  #line: Uint8Array = new Uint8Array();
  #above: Uint8Array = new Uint8Array();
  #filled = 0;

  constructor(header: PngHeader) {
    this.#passes = passesOf(header);
    this.#depth = header.depth;
    this.#isPalette = header.colour === 3;
    this.#begin();
  }

  get areComplete(): boolean {
    return this.#pass === this.#passes.length;
  }

  take(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.areComplete) throw malformed();
      const part = bytes.subarray(at, at + this.#line.length - this.#filled);
      this.#line.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#line.length) this.#finishRow();
    }
  }

  #begin(): void {
    const length = 1 + (this.#passes[this.#pass]?.rowBytes ?? 0);
    this.#line = new Uint8Array(length);
    this.#above = new Uint8Array(length);
    this.#filled = 0;
    this.#row = 0;
  }

  #finishRow(): void {
    const pass = this.#passes[this.#pass];
    if (pass === undefined || (this.#line[0] ?? 0) > 4) throw malformed();
    if (this.#isPalette) {
      unfilter(this.#line, this.#above);
      this.#note(pass.pixels);
    }
    [this.#line, this.#above] = [this.#above, this.#line];
    this.#filled = 0;
    this.#row++;
    if (this.#row < pass.rows) return;
    this.#pass++;
    this.#begin();
  }

  #note(pixels: number): void {
    const depth = this.#depth;
    const mask = (1 << depth) - 1;
    const seen = new Uint8Array(256);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const bit = pixel * depth;
      seen[((this.#line[1 + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask] = 1;
    }
    for (let index = 0; index < 256; index++) if (seen[index] === 1) this.used.add(index);
  }
}

/** Undoes the filter of a row whose pixels are a byte or less (PNG 3rd edition, chapter 9). */
function unfilter(line: Uint8Array, above: Uint8Array): void {
  const filter = line[0] ?? 0;
  if (filter === 0) return;
  let [left, corner] = [0, 0];
  for (let at = 1; at < line.length; at++) {
    const up = above[at] ?? 0;
    left = ((line[at] ?? 0) + guess(filter, left, up, corner)) & 0xff;
    line[at] = left;
    corner = up;
  }
}

function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
