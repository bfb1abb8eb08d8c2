import { concat } from '@consilium/bytes';
import type { Piece } from './jpeg-segments';
import { viewOf } from './reading';
import { malformed } from './refusals';

/** One table as a segment defines it, without what surrounds it. Until a scan needs it, it is not kept. */
export interface Table {
  /** Class and number, or a quantisation table's precision and number. */
  readonly head: number;
  readonly data: Uint8Array;
  isUsed: boolean;
}

/** How a code of sixteen bits begins: its length and the place of its symbol, or 0. */
export interface CodeTable extends Table {
  readonly symbols: Uint8Array;
  readonly codes: Uint16Array;
  /** 1 at the places of symbols that occur in the picture. */
  readonly seen: Uint8Array;
}

/** The quantisation tables of a segment (T.81, B.2.4.1); anything behind the last is malformed. */
export function quantisationTables(bytes: Uint8Array, { from, to }: Piece): Table[] {
  const tables: Table[] = [];
  let at = from + 4;
  while (at < to) {
    const head = bytes[at] ?? 0;
    const end = at + 1 + 64 * ((head >> 4) + 1);
    if (head >> 4 > 1 || (head & 15) > 3 || end > to) throw malformed();
    tables.push({ head, data: bytes.subarray(at + 1, end), isUsed: false });
    at = end;
  }
  return tables;
}

/** The Huffman tables of a segment (T.81, B.2.4.2). */
export function codeTables(bytes: Uint8Array, { from, to }: Piece): CodeTable[] {
  const tables: CodeTable[] = [];
  let at = from + 4;
  while (at < to) {
    const head = bytes[at] ?? 0;
    const counts = bytes.subarray(at + 1, at + 17);
    const count = counts.reduce((sum, each) => sum + each, 0);
    const end = at + 17 + count;
    if (head >> 4 > 1 || (head & 15) > 3 || counts.length < 16 || count > 256 || end > to) throw malformed();
    const symbols = bytes.subarray(at + 17, end);
    const data = bytes.subarray(at + 1, end);
    tables.push({ head, data, symbols, codes: codesOf(counts), seen: new Uint8Array(256), isUsed: false });
    at = end;
  }
  return tables;
}

function codesOf(counts: Uint8Array): Uint16Array {
  const codes = new Uint16Array(65_536);
  let [code, place] = [0, 0];
  for (let length = 1; length <= 16; length++) {
    for (let each = 0; each < (counts[length - 1] ?? 0); each++) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > 65_536) throw malformed();
      codes.fill((length << 8) | place, from, to);
      code++;
      place++;
    }
    code <<= 1;
  }
  return codes;
}

export function restartInterval(bytes: Uint8Array, { from, to }: Piece): Table {
  if (to - from !== 6) throw malformed();
  return { head: 0, data: bytes.subarray(from + 4, to), isUsed: false };
}

/** Symbols that no code of the picture names, and that say nothing a picture could, become zero. */
export function plainSymbols({ head, data, symbols, seen }: CodeTable): Uint8Array {
  const isTrue = (symbol: number): boolean => (head >> 4 === 0 ? symbol <= 15 : (symbol & 15) <= 14);
  const before = new Set(symbols.filter((_, place) => seen[place] === 1));
  const plain = symbols.map((symbol, place) => {
    if (seen[place] === 1) return symbol;
    const isKept = isTrue(symbol) && !before.has(symbol);
    before.add(symbol);
    return isKept ? symbol : 0;
  });
  return concat([data.subarray(0, 16), plain]);
}

/** A segment of the tables that are used; nothing where none is. */
export function writeTables(marker: number, tables: readonly Table[]): Uint8Array[] {
  const used = tables.filter(({ isUsed }) => isUsed);
  if (used.length === 0) return [];
  const isBare = marker === 0xdd;
  const body = concat(
    used.flatMap((table) => {
      const data = 'symbols' in table ? plainSymbols(table as CodeTable) : table.data;
      return isBare ? [data] : [Uint8Array.of(table.head), data];
    }),
  );
  const head = Uint8Array.of(0xff, marker, 0, 0);
  viewOf(head).setUint16(2, body.length + 2);
  return [concat([head, body])];
}
