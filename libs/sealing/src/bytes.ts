import { hkdf as hkdfOf } from '@noble/hashes/hkdf.js';
import { sha256 as sha256Of } from '@noble/hashes/sha2.js';
import { CannotOpen } from './cannot-open';

/** Bytes of our own memory, which is what WebCrypto takes and what everything here returns. */
export type Bytes = Uint8Array<ArrayBuffer>;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Map(Array.from(alphabet, (letter, value) => [letter, value]));
const encoder = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;

/** `b64`: base64url without padding (RFC 4648 section 5). */
export function toB64(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0x3fff;
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet.charAt((held >> (bits - 6)) & 63);
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (6 - bits)) & 63);
}

/** Reads the one canonical spelling only: no padding, no other alphabet, no left-over bits. Throws `CannotOpen`. */
export function fromB64(text: string): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = values.get(letter);
    if (value === undefined) throw new CannotOpen();
    held = ((held << 6) | value) & 0x3fff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255;
  }
  const leftOver = held & ((1 << bits) - 1);
  if (bits >= 6 || leftOver !== 0) throw new CannotOpen();
  return bytes;
}

/** An id or hash of a known length, b64 → raw. Throws `CannotOpen` for any other length. */
export function rawOf(text: string, length: number): Bytes {
  const bytes = fromB64(text);
  if (bytes.length !== length) throw new CannotOpen();
  return bytes;
}

/** A key, seed or salt of a known length, or `CannotOpen`. */
export function ofLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new CannotOpen();
  return bytes;
}

/** UTF-8 of text that is text: a lone surrogate, which would be encoded as something else, throws `CannotOpen`. */
export function utf8(text: string): Bytes {
  if (loneSurrogate.test(text)) throw new CannotOpen();
  return encoder.encode(text);
}

/** Strict UTF-8 → text; a byte order mark is kept as the character it is. Throws `CannotOpen`. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CannotOpen();
  }
}

/** u32 big-endian. */
export function u32(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new CannotOpen();
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Reads a u32 big-endian; too few bytes throw `CannotOpen`. */
export function readU32(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) throw new CannotOpen();
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** Gives a buffer's memory back now and not at some later collection, where the engine can. Nobody may read it afterwards. */
export function giveBack({ buffer }: Bytes): void {
  const transferable: ArrayBuffer & { readonly transfer?: (length: number) => ArrayBuffer } = buffer;
  transferable.transfer?.(0);
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One part of an `lp`: raw bytes, text (as UTF-8) or an integer (as u32 big-endian). */
export type Part = Uint8Array | string | number;

const rawPart = (part: Part): Uint8Array =>
  typeof part === 'string' ? utf8(part) : typeof part === 'number' ? u32(part) : part;

/** `lp(a, b, …)`: for each part its length as u32 big-endian, then its bytes. No two lists of parts give the same bytes. */
export function lp(...parts: readonly Part[]): Bytes {
  return concat(...parts.map(rawPart).flatMap((part) => [u32(part.length), part]));
}

export function sha256(bytes: Uint8Array): Bytes {
  return sha256Of(bytes);
}

/** HKDF-SHA256 (RFC 5869), 32 bytes unless told; no salt means the all-zero one. */
export function hkdf(ikm: Uint8Array, info: Uint8Array, options: { salt?: Uint8Array; length?: number } = {}): Bytes {
  return hkdfOf(sha256Of, ikm, options.salt, info, options.length ?? 32);
}

export function randomBytes(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** Equal in length and content; takes the same time wherever the first difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
