import { even, type LikelyBits } from './lossy-codes';
import { inParts, isEmpty } from './lossy-modes';
import { bandOf, bands, contexts, largeLikely, places } from './lossy-tables';

/** Kinds of part that have likelihoods of their own: brightness without its mean, the means, colours, all of brightness. */
const [withoutMean, means, colours, complete] = [0, 1, 2, 3].map((kind) => kind * bands * contexts * places) as [
  number,
  number,
  number,
  number,
];
/** Where the likelihoods of each coefficient's band begin. */
const bandPlaces = Uint16Array.from(bandOf, (band) => band * contexts * places);

/** Which of a block's parts have coefficients: four of brightness, two of each colour, the means. */
const parts = 9;
const ofMeans = 8;

/** Follows the coefficients of a picture's blocks (RFC 6386, 13), without making them. */
export class Tokens {
  /** Of each likelihood, whether it was used. */
  readonly used: Uint8Array;
  readonly #above: Uint8Array;
  readonly #left = new Uint8Array(parts);

  constructor(
    readonly likely: Uint8Array,
    readonly columns: number,
  ) {
    this.used = new Uint8Array(likely.length);
    this.#above = new Uint8Array(columns * parts);
  }

  /** A row of blocks, by what each says of itself. */
  follow(bits: LikelyBits, modes: Uint8Array): void {
    this.#left.fill(0);
    for (const [column, mode] of modes.entries()) {
      const above = this.#above.subarray(column * parts, (column + 1) * parts);
      if ((mode & isEmpty) !== 0) this.#leaveEmpty(above, mode);
      else this.#block(bits, above, mode);
    }
  }

  #leaveEmpty(above: Uint8Array, mode: number): void {
    // Of a block without means, the means beside it are still those before.
    const end = (mode & inParts) === 0 ? parts : ofMeans;
    above.fill(0, 0, end);
    this.#left.fill(0, 0, end);
  }

  #block(bits: LikelyBits, above: Uint8Array, mode: number): void {
    const isWhole = (mode & inParts) === 0;
    if (isWhole) this.#part(bits, means, above, ofMeans, ofMeans, 0);
    const kind = isWhole ? withoutMean : complete;
    for (let at = 0; at < 16; at++) this.#part(bits, kind, above, at & 3, at >> 2, isWhole ? 1 : 0);
    for (let at = 0; at < 8; at++) {
      const colour = 4 + (at >> 2) * 2;
      this.#part(bits, colours, above, colour + (at & 1), colour + ((at >> 1) & 1), 0);
    }
  }

  #part(bits: LikelyBits, kind: number, above: Uint8Array, column: number, row: number, first: number): void {
    const context = (above[column] ?? 0) + (this.#left[row] ?? 0);
    const found = this.#coefficients(bits, kind, context, first) > first ? 1 : 0;
    above[column] = found;
    this.#left[row] = found;
  }

  #choice(bits: LikelyBits, at: number): number {
    this.used[at] = 1;
    return bits.bit(this.likely[at] ?? 0);
  }

  /** Returns the place behind the last coefficient that is not zero. */
  #coefficients(bits: LikelyBits, kind: number, before: number, first: number): number {
    let context = before;
    for (let place = first; place < 16; place++) {
      let at = kind + (bandPlaces[place] ?? 0) + context * places;
      if (this.#choice(bits, at) === 0) return place;
      while (this.#choice(bits, at + 1) === 0) {
        if (++place === 16) return 16;
        at = kind + (bandPlaces[place] ?? 0);
      }
      context = this.#choice(bits, at + 2) === 0 ? 1 : 2;
      if (context === 2) this.#large(bits, at);
      bits.bit(even);
    }
    return 16;
  }

  /** The bits of a coefficient of two and more. */
  #large(bits: LikelyBits, at: number): void {
    if (this.#choice(bits, at + 3) === 0) {
      if (this.#choice(bits, at + 4) === 1) this.#choice(bits, at + 5);
      return;
    }
    if (this.#choice(bits, at + 6) === 0) {
      if (this.#choice(bits, at + 7) === 0) bits.bit(159);
      else {
        bits.bit(165);
        bits.bit(145);
      }
      return;
    }
    const size = this.#choice(bits, at + 8);
    const likely = largeLikely[size * 2 + this.#choice(bits, at + 9 + size)] ?? [];
    for (const each of likely) bits.bit(each);
  }
}
