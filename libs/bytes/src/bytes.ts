/** Bytes in memory of our own, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equal in length and content; takes the same time wherever the first difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function randomBytes(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** Gives a buffer's memory back now and not at some later collection, where the engine can. Nobody may read it afterwards. */
export function giveBack({ buffer }: Bytes): void {
  const transferable: ArrayBuffer & { readonly transfer?: (length: number) => ArrayBuffer } = buffer;
  transferable.transfer?.(0);
}
