import type { Bytes } from '@consilium/bytes';

/** WebCrypto as this engine has it. Asked for at each use, since an engine is tried before it is trusted. */
export const subtle = (): SubtleCrypto => globalThis.crypto.subtle;

/** A secret that is held and not shown: gives what a ciphertext, or the other side's point, leads to under it. */
export type Held = (from: Bytes) => Promise<Bytes>;

/** A way to hold such a secret: by the engine's own code, or in JavaScript. */
export type Road = (secret: Bytes) => Promise<Held>;

/**
 * The engine's own road where a trial of it gives what the other road gives, else the other. Tried once: an engine that
 * has no such algorithm, or one of its own kind, is no fault of whoever uses it.
 */
export function trusted(own: Road, other: Road, trial: (road: Road) => Promise<boolean>): () => Promise<Road> {
  let chosen: Promise<Road> | undefined;
  return () => {
    chosen ??= trial(own).then(
      (isGood) => (isGood ? own : other),
      () => other,
    );
    return chosen;
  };
}
