import { giveBack } from '@consilium/bytes';

/** More than the 64 MB by which a thread's buffers may grow before V8 begins a collection. */
const sizeable = 100 * 2 ** 20;
const canGiveBack = 'transfer' in ArrayBuffer.prototype;

/**
 * Brings on the engine's next collection. A `Blob` that was sent and the pipes that the plaintext was read through stay in
 * memory until then, 8 MiB and more for each part, and weigh too little to the engine to bring one on by themselves. The
 * buffer asked for here is address space only: nobody writes to it, and it is given back at once.
 */
export function askForCollection(): void {
  if (!canGiveBack) return;
  try {
    giveBack(new Uint8Array(sizeable));
  } catch {
    // No room for it, so the engine has just looked for some.
  }
}
