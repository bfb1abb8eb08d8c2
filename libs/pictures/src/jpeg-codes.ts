import type { Component, Frame, Scan } from './jpeg-frame';
import type { CodeTable } from './jpeg-tables';
import { malformed, truncated } from './refusals';

/** The coded data of one scan, read bit by bit (T.81, F.2.2.5). Bits that only fill up a byte are made plain in it. */
class Bits {
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** Holds at least sixteen bits, zeros behind the end: a code may be shorter. */
  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.bytes[this.#at];
      if (byte === undefined || (byte === 0xff && this.bytes[this.#at + 1] !== 0)) {
        this.#held = (this.#held << 8) & 0xffffff;
        this.#count += 8;
        this.#beyond += 8;
        continue;
      }
      this.#held = ((this.#held << 8) | byte) & 0xffffff;
      this.#count += 8;
      this.#at += byte === 0xff ? 2 : 1;
    }
  }
  /** Bits held that the data does not have. */
  #beyond = 0;

  #drop(length: number): void {
    this.#count -= length;
    if (this.#count < this.#beyond) throw truncated();
  }

  symbol(table: CodeTable): number {
    if (this.#count < 16) this.#fill();
    const found = table.codes[(this.#held >>> (this.#count - 16)) & 0xffff] ?? 0;
    if (found === 0) throw malformed();
    this.#drop(found >> 8);
    const place = found & 0xff;
    table.seen[place] = 1;
    return table.symbols[place] ?? 0;
  }

  read(length: number): number {
    if (length === 0) return 0;
    if (this.#count < 16) this.#fill();
    const value = (this.#held >>> (this.#count - length)) & ((1 << length) - 1);
    this.#drop(length);
    return value;
  }

  /** Ends at a whole byte and returns where; bits that fill it up are all ones, as T.81 has it, or all zero. */
  align(): number {
    let spare = this.#count - this.#beyond;
    let at = this.#at;
    for (; spare >= 8; spare -= 8) at -= this.bytes[at - 1] === 0 && this.bytes[at - 2] === 0xff ? 2 : 1;
    if (spare > 0) this.#fillUp(at, spare);
    [this.#at, this.#held, this.#count, this.#beyond] = [at, 0, 0, 0];
    return at;
  }

  #fillUp(end: number, spare: number): void {
    const at = this.bytes[end - 1] === 0 && this.bytes[end - 2] === 0xff ? end - 2 : end - 1;
    const mask = (1 << spare) - 1;
    const byte = this.bytes[at] ?? 0;
    if ((byte & mask) !== mask) this.bytes[at] = byte & ~mask;
  }

  /** Steps over the restart marker that has to stand here. */
  restart(number: number): void {
    let at = this.align();
    while (this.bytes[at] === 0xff && this.bytes[at + 1] === 0xff) at++;
    if (this.bytes[at] !== 0xff || this.bytes[at + 1] !== 0xd0 + (number & 7)) throw malformed();
    this.#at = at + 2;
  }
}

/** Which coefficients of a component are not zero so far: 64 bits a block. */
export class Known {
  readonly #words: Uint32Array;

  constructor({ stride }: Component, rows: number) {
    this.#words = new Uint32Array(stride * rows * 2);
  }

  has(block: number, place: number): boolean {
    return (((this.#words[block * 2 + (place >> 5)] ?? 0) >>> (place & 31)) & 1) === 1;
  }

  add(block: number, place: number): void {
    const at = block * 2 + (place >> 5);
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (place & 31));
  }
}

/** What a scan reads with. */
export interface Reading {
  readonly frame: Frame;
  readonly scan: Scan;
  /** Tables of each part of the scan; undefined where its kind of scan has none. */
  readonly tables: readonly { readonly dc: CodeTable | undefined; readonly ac: CodeTable | undefined }[];
  readonly known: ReadonlyMap<Component, Known>;
  /** Units between restarts, 0 for none. */
  readonly interval: number;
}

/**
 * Follows a scan's codes to its last block, without making pixels, and returns the data up to there: what stands behind
 * it shows nowhere. Codes are followed as decoders do; data that ends too early, or goes astray, is refused.
 */
export function followScan(data: Uint8Array, reading: Reading): Uint8Array {
  const { frame, scan, interval } = reading;
  const bits = new Bits(data.slice());
  const decode = blockReader(bits, reading);
  const [alone] = scan.parts.length === 1 ? scan.parts : [];
  const { columns, rows } = alone?.component ?? { columns: frame.unitColumns, rows: frame.unitRows };
  const units = columns * rows;
  const step = interval === 0 ? units : interval;
  for (let unit = 0; unit < units; unit++) {
    if (unit > 0 && unit % step === 0) {
      bits.restart(unit / step - 1);
      decode.restart();
    }
    const [row, column] = [Math.floor(unit / columns), unit % columns];
    if (alone !== undefined) decode.block(0, row * alone.component.stride + column);
    else unitOf(scan, row, column, decode.block);
  }
  return bits.bytes.subarray(0, bits.align());
}

function unitOf({ parts }: Scan, row: number, column: number, block: (part: number, at: number) => void): void {
  for (let part = 0; part < parts.length; part++) {
    const component = parts[part]?.component;
    if (component === undefined) return;
    const { horizontal, vertical, stride } = component;
    for (let y = 0; y < vertical; y++) {
      for (let x = 0; x < horizontal; x++) block(part, (row * vertical + y) * stride + column * horizontal + x);
    }
  }
}

interface BlockReader {
  readonly block: (part: number, at: number) => void;
  readonly restart: () => void;
}

/** One kind of scan each (T.81, F.2.2, G.1.2 and G.2). */
function blockReader(bits: Bits, { frame, scan, tables, known }: Reading): BlockReader {
  const restart = (): void => undefined;
  const dcOf = (part: number): CodeTable => tables[part]?.dc ?? missing();
  const acOf = (part: number): CodeTable => tables[part]?.ac ?? missing();
  if (!frame.isProgressive)
    return {
      block: (part) => {
        whole(bits, dcOf(part), acOf(part));
      },
      restart,
    };
  if (scan.first === 0) {
    const block = (part: number): void => {
      if (scan.before > 0) bits.read(1);
      else bits.read(sizeIn(bits.symbol(dcOf(part))));
    };
    return { block, restart };
  }
  const [component] = scan.parts.map((part) => part.component);
  const places = component === undefined ? undefined : known.get(component);
  if (places === undefined) throw malformed();
  const band = new Band(bits, scan, acOf(0), places);
  return {
    block:
      scan.before === 0
        ? (_, at) => {
            band.bring(at);
          }
        : (_, at) => {
            band.refine(at);
          },
    restart: () => {
      band.restart();
    },
  };
}

function missing(): never {
  throw malformed();
}

/** Bits behind a symbol: what eight bits a sample need, and a little more. */
function sizeIn(size: number): number {
  if (size > 15) throw malformed();
  return size;
}

function whole(bits: Bits, dc: CodeTable, ac: CodeTable): void {
  bits.read(sizeIn(bits.symbol(dc)));
  for (let place = 1; place < 64; place++) {
    const symbol = bits.symbol(ac);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run < 15) return;
    place += run;
    if (place > 63 && size > 0) throw malformed();
    bits.read(size);
  }
}

/** The blocks of a progressive scan's band; `#ended` counts blocks whose rest is zero. */
class Band {
  #ended = 0;

  constructor(
    readonly bits: Bits,
    readonly scan: Scan,
    readonly ac: CodeTable,
    readonly known: Known,
  ) {}

  restart(): void {
    this.#ended = 0;
  }

  bring(block: number): void {
    if (this.#ended > 0) {
      this.#ended--;
      return;
    }
    for (let place = this.scan.first; place <= this.scan.last; place++) {
      const symbol = this.bits.symbol(this.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#ended = (1 << run) - 1 + this.bits.read(run);
        return;
      }
      place += run;
      if (size === 0) continue;
      if (place > this.scan.last) throw malformed();
      this.bits.read(size);
      this.known.add(block, place);
    }
  }

  refine(block: number): void {
    let place = this.scan.first;
    if (this.#ended === 0) place = this.#refineSome(block, place);
    if (this.#ended === 0) return;
    for (; place <= this.scan.last; place++) if (this.known.has(block, place)) this.bits.read(1);
    this.#ended--;
  }

  #refineSome(block: number, from: number): number {
    let place = from;
    for (; place <= this.scan.last; place++) {
      const symbol = this.bits.symbol(this.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#ended = (1 << run) + this.bits.read(run);
        return place;
      }
      if (size > 1) throw malformed();
      this.bits.read(size);
      place = this.#skip(block, place, run);
      if (size === 1 && place <= this.scan.last) this.known.add(block, place);
    }
    return place;
  }

  /** Past `run` coefficients that are still zero, one bit for each that is not. */
  #skip(block: number, from: number, run: number): number {
    let [place, left] = [from, run];
    for (; place <= this.scan.last; place++) {
      if (this.known.has(block, place)) this.bits.read(1);
      else if (left-- === 0) break;
    }
    return place;
  }
}
