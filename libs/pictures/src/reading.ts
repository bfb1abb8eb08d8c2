import { malformed } from './refusals';

/** Latin-1 text of `length` bytes from `at`; shorter where the bytes end. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (const byte of bytes.subarray(at, at + length)) text += String.fromCharCode(byte);
  return text;
}

/** A view for reading numbers. Reading past the end throws RangeError; see `strictly`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Runs a reader of untrusted bytes: a number read past the end means a malformed file, not a bug. */
export function strictly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw malformed();
    throw error;
  }
}
