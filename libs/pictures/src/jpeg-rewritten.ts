import { concat, equalBytes } from '@consilium/bytes';
import { followScan, Known } from './jpeg-codes';
import { type Component, type Frame, readScan, type Scan, writeScan } from './jpeg-frame';
import { type Piece, startOfScan } from './jpeg-segments';
import {
  type CodeTable,
  codeTables,
  quantisationTables,
  restartInterval,
  type Table,
  writeTables,
} from './jpeg-tables';
import { viewOf } from './reading';
import { malformed } from './refusals';
import type { Tally } from './removed';

const [huffman, quantisation, restart] = [0xc4, 0xdb, 0xdd];
const frames = new Set<Piece['marker']>([0xc0, 0xc1, 0xc2]);

/** What a decoder needs: tables, frame, restart interval, scans. All else is left out, or carried over elsewhere. */
export const isOfPixels = ({ marker }: Piece): boolean =>
  frames.has(marker) || [huffman, quantisation, restart, startOfScan, 'scan data'].includes(marker);

/**
 * All that makes the pixels, written anew in its own order: tables that no scan uses, what stands behind a scan's last block, and numbers
 * that mean nothing in their place are left out; a scan that brings nothing new is refused.
 */
export function rewritePixels(bytes: Uint8Array, pieces: readonly Piece[], frame: Frame, tally: Tally): Uint8Array[] {
  const pixels = new Pixels(bytes, frame, tally);
  for (const piece of pieces) pixels.take(piece);
  return pixels.written();
}

class Pixels {
  /** Written when all was read: only then it is known which tables are used. */
  readonly #parts: (() => readonly Uint8Array[])[] = [];
  readonly #quantisation = new Map<number, Table>();
  readonly #codes = new Map<number, CodeTable>();
  readonly #known: ReadonlyMap<Component, Known>;
  /** Of each coefficient of a component, the bits that are still missing; -1 where no scan brought it. */
  readonly #missing: ReadonlyMap<Component, Int8Array>;
  #restart: Table | undefined;
  #scan: Scan | undefined;

  constructor(
    readonly bytes: Uint8Array,
    readonly frame: Frame,
    readonly tally: Tally,
  ) {
    const { components, isProgressive, unitRows } = frame;
    const known = isProgressive ? components : [];
    this.#known = new Map(known.map((each) => [each, new Known(each, unitRows * each.vertical)]));
    this.#missing = new Map(components.map((each) => [each, new Int8Array(64).fill(-1)]));
  }

  written(): Uint8Array[] {
    return this.#parts.flatMap((write) => write());
  }

  take(piece: Piece): void {
    const { marker, from, to } = piece;
    if (marker === quantisation) this.#define(piece, quantisationTables(this.bytes, piece), this.#quantisation);
    else if (marker === huffman) this.#define(piece, codeTables(this.bytes, piece), this.#codes);
    else if (marker === restart) this.#setRestart(piece);
    else if (marker === startOfScan) this.#begin(readScan(this.bytes, piece, this.frame));
    else if (marker === 'scan data') this.#follow(this.bytes.subarray(from, to));
    else if (frames.has(marker)) this.#parts.push(() => [this.bytes.subarray(from, to)]);
  }

  #define<T extends Table>(piece: Piece, tables: readonly T[], into: Map<number, T>): void {
    const key = ({ head }: T): number => (piece.marker === quantisation ? head & 15 : head);
    for (const table of tables) into.set(key(table), table);
    this.#writeLater(piece, tables);
  }

  #setRestart(piece: Piece): void {
    this.#restart = restartInterval(this.bytes, piece);
    this.#writeLater(piece, [this.#restart]);
  }

  #writeLater({ marker, from, to }: Piece, tables: readonly Table[]): void {
    this.#parts.push(() => {
      const written = writeTables(Number(marker), tables);
      if (!equalBytes(concat(written), this.bytes.subarray(from, to))) this.tally.add('other hidden data');
      return written;
    });
  }

  #begin(scan: Scan): void {
    for (const { component } of scan.parts) this.#bring(component, scan);
    if (this.#restart !== undefined) this.#restart.isUsed = true;
    this.#scan = scan;
    this.#parts.push(() => [writeScan(scan, this.frame)]);
  }

  /** Each scan brings coefficients that were not there, or their next bit. */
  #bring(component: Component, { first, last, before, missing }: Scan): void {
    const places = this.#missing.get(component);
    const table = this.#quantisation.get(component.quantisation);
    if (places === undefined || table === undefined) throw malformed();
    // Decoders take the table that stands when a component first appears.
    if (places.every((bits) => bits === -1)) table.isUsed = true;
    for (let place = first; place <= last; place++) {
      if (places[place] !== (before === 0 ? -1 : before)) throw malformed();
      places[place] = missing;
    }
  }

  #follow(data: Uint8Array): void {
    const scan = this.#scan;
    if (scan === undefined) throw malformed();
    const { frame } = this;
    const usesDc = !frame.isProgressive || (scan.first === 0 && scan.before === 0);
    const usesAc = !frame.isProgressive || scan.first > 0;
    const tables = scan.parts.map(({ dc, ac }) => ({
      dc: usesDc ? this.#use(dc) : undefined,
      ac: usesAc ? this.#use(0x10 | ac) : undefined,
    }));
    const interval = this.#restart === undefined ? 0 : viewOf(this.#restart.data).getUint16(0);
    const followed = followScan(data, { frame, scan, tables, known: this.#known, interval });
    const rest = data.subarray(followed.length);
    if (rest.some((byte) => byte !== 0 && byte !== 0xff)) this.tally.add('hidden data after the picture');
    this.#parts.push(() => [followed]);
  }

  #use(head: number): CodeTable {
    const table = this.#codes.get(head);
    if (table === undefined) throw malformed();
    table.isUsed = true;
    return table;
  }
}
