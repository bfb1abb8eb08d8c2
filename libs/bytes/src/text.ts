import type { Bytes } from './bytes';
import { Unreadable } from './unreadable';

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark in the text, where a strict reader refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of text that is text: a lone surrogate, which would be encoded as something else, throws `Unreadable('utf8')`. */
export function utf8(text: string): Bytes {
  if (!text.isWellFormed()) throw new Unreadable('utf8');
  return encoder.encode(text);
}

/** Strict UTF-8 → text; a byte order mark is kept as the character it is. Throws `Unreadable('utf8')`. */
export function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Unreadable('utf8');
  }
}
