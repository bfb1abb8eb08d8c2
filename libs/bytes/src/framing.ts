import type { Bytes } from './bytes';
import { utf8 } from './text';
import { Unreadable } from './unreadable';

function checked(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new Unreadable('u32');
  return value;
}

/** u32 big-endian; any other number throws `Unreadable('u32')`. */
export function u32(value: number): Bytes {
  const whole = checked(value);
  return Uint8Array.of(whole >>> 24, whole >>> 16, whole >>> 8, whole);
}

/** One part of an `lp`: raw bytes, text (as UTF-8) or an integer (as u32 big-endian). */
export type Part = Uint8Array | string | number;

function rawPart(part: Part): Uint8Array {
  if (typeof part === 'string') return utf8(part);
  return typeof part === 'number' ? u32(part) : part;
}

/** `lp(a, b, …)`: for each part its length as u32 big-endian, then its bytes. No two lists of parts give the same bytes. */
export function lp(...parts: readonly Part[]): Bytes {
  const raw = parts.map(rawPart);
  const whole = new Uint8Array(raw.reduce((length, part) => length + 4 + part.length, 0));
  let at = 0;
  for (const part of raw) {
    whole.set([part.length >>> 24, part.length >>> 16, part.length >>> 8, part.length], at);
    whole.set(part, at + 4);
    at += 4 + part.length;
  }
  return whole;
}
