/** Bytes and places as an attacker would change them; for the tests. */

/** The same bytes with one byte changed, for every byte. */
export function* flipped(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    const changed = new Uint8Array(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    yield changed;
  }
}

/** Every shorter beginning of the bytes, the empty one included. */
export function* truncated(bytes: Uint8Array): Generator<Uint8Array> {
  for (let length = 0; length < bytes.length; length++) yield bytes.slice(0, length);
}

/** The bytes with something before or after them. */
export function extended(bytes: Uint8Array): Uint8Array[] {
  return [new Uint8Array([...bytes, 0]), new Uint8Array([0, ...bytes])];
}

/** A place with one of its fields changed, for every field that `other` has; the field's name beside it. */
export function displaced<Place extends object>(place: Place, other: Partial<Place>): [string, Place][] {
  return Object.entries(other).map(([field, value]) => [field, { ...place, [field]: value }]);
}

/** How many of the attempts threw; the rest opened. */
export async function refusals(
  attempts: Iterable<() => Promise<unknown>>,
  error: abstract new () => Error,
): Promise<{ refused: number; opened: number }> {
  const count = { refused: 0, opened: 0 };
  for (const attempt of attempts) {
    try {
      await attempt();
      count.opened++;
    } catch (thrown) {
      if (!(thrown instanceof error)) throw thrown;
      count.refused++;
    }
  }
  return count;
}

/** 16 or 32 bytes of one value, b64 by the caller. */
export const fill = (value: number, length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(value);
