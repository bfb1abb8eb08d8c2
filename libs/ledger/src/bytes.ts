import { sha256 as sha256Of } from '@noble/hashes/sha2.js';
import { isCanonicalB64 } from '@consilium/domain';
import { Malformed } from './untrusted';

/** Bytes in memory of our own, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const valueOfCode = new Uint8Array(128);
alphabet.forEach((code, value) => (valueOfCode[code] = value));

const encoder = new TextEncoder();
const ascii = new TextDecoder('latin1');
// ignoreBOM keeps a byte order mark in the text, where JSON refuses it.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Base64url without padding (RFC 4648 section 5). */
export function toB64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) codes[at++] = alphabet[(held >> (bits - 6)) & 63] ?? 0;
  }
  if (bits > 0) codes[at] = alphabet[(held << (6 - bits)) & 63] ?? 0;
  return ascii.decode(codes);
}

/** Reads the one canonical spelling of base64url only; anything else is `Malformed('spelling')`. */
export function fromB64(text: string): Bytes {
  if (!isCanonicalB64(text)) throw new Malformed('spelling');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    held = ((held << 6) | (valueOfCode[text.charCodeAt(i)] ?? 0)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255;
  }
  return bytes;
}

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** UTF-8 → text; a byte that is not UTF-8 is `Malformed('utf8')`. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new Malformed('utf8');
  }
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

/** Raw bytes, text (as UTF-8) or an integer (as u32 big-endian). */
export type Part = Uint8Array | string | number;

function rawPart(part: Part): Uint8Array {
  if (typeof part === 'string') return utf8(part);
  if (typeof part === 'number') return Uint8Array.of(part >>> 24, part >>> 16, part >>> 8, part);
  return part;
}

/** For each part its length as u32 big-endian, then its bytes: no two lists of parts give the same bytes. */
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

/** SHA-256 at once, for what is small and hashed thousands of times: WebCrypto costs more per call than such a hash. */
export function sha256Now(bytes: Uint8Array): Bytes {
  return sha256Of(bytes);
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}

export function randomBytes(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
