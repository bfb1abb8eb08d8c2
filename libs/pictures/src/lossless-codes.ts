import { malformed, truncated } from './refusals';

/** Bits of a lossless WebP, the lowest of each byte first (RFC 9649, 3.3). */
export class LowBits {
  #at = 0;

  constructor(
    readonly bytes: Uint8Array,
    from: number,
  ) {
    this.#at = from * 8;
  }

  /** At least 24 bits from here, zeros behind the end. */
  peek(): number {
    const { bytes } = this;
    const byte = this.#at >>> 3;
    const low = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    return (low | ((bytes[byte + 3] ?? 0) << 24)) >>> (this.#at & 7);
  }

  drop(count: number): void {
    this.#at += count;
    if (this.#at > this.bytes.length * 8) throw truncated();
  }

  read(count: number): number {
    const value = this.peek() & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  /** Bits that were read, and how many fill up the last byte. */
  get end(): { readonly bytes: number; readonly spare: number } {
    const bytes = Math.ceil(this.#at / 8);
    return { bytes, spare: bytes * 8 - this.#at };
  }
}

const quick = 8;
const longest = 15;

/** One prefix code (RFC 9649, 3.7.2): codes of up to eight bits by a table, longer ones bit by bit. */
export class PrefixCode {
  /** Symbol and length by the next eight bits; 0 where the code is longer. */
  readonly #table = new Uint32Array(1 << quick);
  readonly #counts = new Uint16Array(longest + 1);
  readonly #symbols: Uint16Array;
  /** The one symbol of a code of no bits. */
  readonly #only: number;

  constructor(lengths: Uint8Array) {
    for (const length of lengths) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    this.#counts[0] = 0;
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    this.#only = total === 1 ? lengths.findIndex((length) => length > 0) : -1;
    this.#symbols = new Uint16Array(total);
    if (total === 0) throw malformed();
    if (total > 1) this.#fill(lengths);
  }

  #fill(lengths: Uint8Array): void {
    const { places, codes } = this.#starts();
    for (const [symbol, length] of lengths.entries()) {
      if (length === 0) continue;
      const [place, code] = [places[length] ?? 0, codes[length] ?? 0];
      this.#symbols[place] = symbol;
      [places[length], codes[length]] = [place + 1, code + 1];
      if (length <= quick) this.#enter(reversed(code, length), length, symbol);
    }
  }

  /** Where the symbols of each length begin, and their codes. One that leaves bits without a meaning is none. */
  #starts(): { readonly places: Uint16Array; readonly codes: Uint32Array } {
    const [places, codes] = [new Uint16Array(longest + 2), new Uint32Array(longest + 2)];
    for (let length = 1; length <= longest; length++) {
      const count = this.#counts[length] ?? 0;
      places[length + 1] = (places[length] ?? 0) + count;
      codes[length + 1] = ((codes[length] ?? 0) + count) << 1;
    }
    if (codes[longest + 1] !== 1 << (longest + 1)) throw malformed();
    return { places, codes };
  }

  #enter(code: number, length: number, symbol: number): void {
    for (let at = code; at < 1 << quick; at += 1 << length) this.#table[at] = (symbol << 4) | length;
  }

  read(bits: LowBits): number {
    if (this.#only >= 0) return this.#only;
    const next = bits.peek();
    const found = this.#table[next & ((1 << quick) - 1)] ?? 0;
    if (found === 0) return this.#readLong(bits, next);
    bits.drop(found & 15);
    return found >>> 4;
  }

  #readLong(bits: LowBits, next: number): number {
    let [code, first, place] = [0, 0, 0];
    for (let length = 1; length <= longest; length++) {
      code |= (next >>> (length - 1)) & 1;
      const count = this.#counts[length] ?? 0;
      if (code - first < count) {
        bits.drop(length);
        return this.#symbols[place + code - first] ?? 0;
      }
      place += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw malformed();
  }
}

function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >>> bit) & 1) << (length - 1 - bit);
  return turned;
}

const lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** A code as the file spells it, for so many symbols. */
export function readPrefixCode(bits: LowBits, symbols: number): PrefixCode {
  const lengths = new Uint8Array(symbols);
  if (bits.read(1) === 1) {
    const isPair = bits.read(1) === 1;
    const first = bits.read(bits.read(1) === 1 ? 8 : 1);
    for (const symbol of isPair ? [first, bits.read(8)] : [first]) {
      if (symbol >= symbols) throw malformed();
      lengths[symbol] = 1;
    }
    return new PrefixCode(lengths);
  }
  const spelling = new Uint8Array(19);
  const count = 4 + bits.read(4);
  for (const place of lengthOrder.slice(0, count)) spelling[place] = bits.read(3);
  readLengths(bits, new PrefixCode(spelling), lengths);
  return new PrefixCode(lengths);
}

function readLengths(bits: LowBits, spelling: PrefixCode, lengths: Uint8Array): void {
  let left = bits.read(1) === 1 ? 2 + bits.read(2 + 2 * bits.read(3)) : lengths.length;
  let before = 8;
  for (let symbol = 0; symbol < lengths.length && left > 0; left--) {
    const length = spelling.read(bits);
    const [value, times] = length < 16 ? [length, 1] : repeated(length, before, bits);
    if (symbol + times > lengths.length) throw malformed();
    lengths.fill(value, symbol, symbol + times);
    symbol += times;
    if (length > 0 && length < 16) before = length;
  }
}

function repeated(length: number, before: number, bits: LowBits): readonly [number, number] {
  if (length === 16) return [before, 3 + bits.read(2)];
  return [0, length === 17 ? 3 + bits.read(3) : 11 + bits.read(7)];
}
