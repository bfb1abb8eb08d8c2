import { malformed, truncated } from './refusals';

/** The likelihood of a bit that is as often 0 as 1. */
export const even = 128;

/** Where bits come from, or go through: each with how likely it is 0, in 256ths. */
export interface Bits {
  readonly bit: (likely: number) => number;
}

/** How far a span that became small is to be moved up; `range` is one less than in RFC 6386. */
const shiftOf = (range: number): number => Math.clz32(range + 1) - 24;

/**
 * Bits of a lossy WebP by their likelihoods (RFC 6386, 7). As in every decoder, reading goes on while a bit begins inside
 * the bytes, and ends in a refusal behind them.
 */
export class LikelyBits implements Bits {
  #at = 0;
  /** What was read of the bytes, less what the bits so far took of it: eight bits, and `#spare` more. */
  #value = 0;
  #spare = -8;
  #range = 254;

  constructor(readonly bytes: Uint8Array) {}

  /** Another one, as far as this. */
  clone(): LikelyBits {
    const other = new LikelyBits(this.bytes);
    [other.#at, other.#value, other.#spare, other.#range] = [this.#at, this.#value, this.#spare, this.#range];
    return other;
  }

  bit(likely: number): number {
    if (this.#spare < 0) this.#fill();
    const split = (this.#range * likely) >> 8;
    const isSet = this.#value >> this.#spare > split;
    let range = split;
    if (isSet) {
      range = this.#range - split - 1;
      this.#value -= (split + 1) << this.#spare;
    }
    if (range < 127) {
      const shift = shiftOf(range);
      range = ((range + 1) << shift) - 1;
      this.#spare -= shift;
    }
    this.#range = range;
    return isSet ? 1 : 0;
  }

  #fill(): void {
    const { bytes } = this;
    if (this.#at >= bytes.length) throw truncated();
    // No bits begin like this, and decoders make different ones of it.
    if (this.#at === 0 && bytes[0] === 0xff) throw malformed();
    this.#value = (this.#value << 8) | (bytes[this.#at++] ?? 0);
    this.#spare += 8;
    if (this.#at >= bytes.length) return;
    this.#value = (this.#value << 8) | (bytes[this.#at++] ?? 0);
    this.#spare += 8;
  }

  /**
   * The bytes of the bits that were read, as `LikelyWriter` writes them: the lowest number that says them, and its zeros.
   * Another number of the last span, or other bytes behind it, would say the same.
   */
  get plain(): Uint8Array {
    const shifted = this.#at * 8 - 8 - this.#spare;
    const lowest = this.bytes.slice(0, this.#at);
    for (let [at, owed] = [lowest.length - 1, this.#value]; at >= 0 && owed > 0; at--) {
      const left = (lowest[at] ?? 0) - (owed & 0xff);
      lowest[at] = left;
      owed = (owed >>> 8) + (left < 0 ? 1 : 0);
    }
    const whole = new Uint8Array(this.#at === 0 ? 2 : Math.max(1, Math.ceil(shifted / 8)) + 2);
    whole.set(lowest.subarray(0, whole.length));
    return whole;
  }
}

/** Writes bits by their likelihoods, and ends as libwebp's encoder does: what it wrote comes out the same. */
export class LikelyWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #low = 0;
  #range = 254;
  /** Bits held beyond the first eight; a byte goes out when there is one too many. */
  #held = -8;

  put(likely: number, bit: number): void {
    const split = (this.#range * likely) >> 8;
    let range = split;
    if (bit !== 0) {
      this.#low += split + 1;
      range = this.#range - split - 1;
    }
    if (range < 127) {
      const shift = shiftOf(range);
      range = ((range + 1) << shift) - 1;
      this.#low <<= shift;
      this.#held += shift;
    }
    this.#range = range;
    if (this.#held > 0) this.#flush();
  }

  #flush(): void {
    const out = this.#low >> (8 + this.#held);
    this.#low -= out << (8 + this.#held);
    this.#held -= 8;
    if (this.#length === this.#bytes.length) this.#grow();
    if (out > 0xff) for (let at = this.#length - 1; at >= 0 && this.#carry(at); at--);
    this.#bytes[this.#length++] = out;
  }

  /** Adds one to a byte; whether the one before gets one too. */
  #carry(at: number): boolean {
    this.#bytes[at] = (this.#bytes[at] ?? 0) + 1;
    return this.#bytes[at] === 0;
  }

  #grow(): void {
    const more = new Uint8Array(this.#bytes.length * 2);
    more.set(this.#bytes);
    this.#bytes = more;
  }

  end(): Uint8Array {
    for (let left = 9 - this.#held; left > 0; left--) this.put(even, 0);
    this.#held = 0;
    this.#flush();
    return this.#bytes.slice(0, this.#length);
  }
}
