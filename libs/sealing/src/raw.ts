import * as bytes from '@consilium/bytes';
import { CannotOpen } from './cannot-open';

/** The same function; whatever it cannot read or write, it throws `CannotOpen`. */
function strictly<A extends readonly unknown[], R>(read: (...given: A) => R): (...given: A) => R {
  return (...given) => {
    try {
      return read(...given);
    } catch {
      throw new CannotOpen();
    }
  };
}

export const fromB64 = strictly(bytes.fromB64);
export const utf8 = strictly(bytes.utf8);
export const textOf = strictly(bytes.textOf);
export const u32 = strictly(bytes.u32);
export const lp = strictly(bytes.lp);

/** An id or hash of a known length, b64 → raw. Throws `CannotOpen` for any other length. */
export function rawOf(text: string, length: number): bytes.Bytes {
  const raw = fromB64(text);
  if (raw.length !== length) throw new CannotOpen();
  return raw;
}

/** A key, seed or salt of a known length, or `CannotOpen`. */
export function ofLength(raw: Uint8Array, length: number): Uint8Array {
  if (raw.length !== length) throw new CannotOpen();
  return raw;
}

/** Reads a u32 big-endian; too few bytes throw `CannotOpen`. */
export function readU32(raw: Uint8Array, at: number): number {
  if (at + 4 > raw.length) throw new CannotOpen();
  return new DataView(raw.buffer, raw.byteOffset).getUint32(at);
}
