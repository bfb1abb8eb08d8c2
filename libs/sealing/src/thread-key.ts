import { equalBytes, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { hkdf } from './hkdf';
import { fromB64, lp, ofLength, rawOf } from './raw';
import { openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';

/** Where a thread key belongs: ledger id (32 bytes), thread id (16 bytes), both b64; generation from 1. */
export interface ThreadContext {
  readonly ledger: string;
  readonly thread: string;
  readonly generation: number;
}

/** `ctx = lp(ledger, thread, generation)`. */
export function threadContext(context: ThreadContext): Bytes {
  if (context.generation < 1) throw new CannotOpen();
  return lp(rawOf(context.ledger, 32), rawOf(context.thread, 16), context.generation);
}

/** A fresh thread key, 32 bytes. */
export function newThreadKey(): Bytes {
  return randomBytes(32);
}

/** `kc`, b64 of 32 bytes: binds a generation to one key, which AES-GCM alone does not (one ciphertext, two readings). */
export function threadCommitment(key: Uint8Array, context: ThreadContext): string {
  const info = lp('consilium/1 thread commit', threadContext(context));
  return toB64(hkdf(ofLength(key, 32), info));
}

/** Passes a key that is the committed one; any other throws `CannotOpen`. */
export function checkThreadKey(key: Uint8Array, context: ThreadContext, commitment: string): void {
  if (!equalBytes(fromB64(threadCommitment(key, context)), fromB64(commitment))) throw new CannotOpen();
}

const previous = (context: ThreadContext): ThreadContext => ({ ...context, generation: context.generation - 1 });

const backKey = (newKey: Uint8Array, context: ThreadContext): Bytes =>
  hkdf(ofLength(newKey, 32), lp('consilium/1 back', threadContext(context)));

const backAad = (context: ThreadContext, previousCommitment: string): Bytes =>
  lp('consilium/1 back', threadContext(context), rawOf(previousCommitment, 32));

/**
 * The previous generation's key under the new one, b64, so that one grant opens the thread's whole history.
 * `context` is the new generation's (2 or more). A previous key that is not the committed one throws `CannotOpen`:
 * nobody passes on a back that will not open.
 */
export async function sealBack(
  newKey: Uint8Array,
  context: ThreadContext,
  previousKey: Uint8Array,
  previousCommitment: string,
): Promise<string> {
  checkThreadKey(previousKey, previous(context), previousCommitment);
  return toB64(await sealGcm(backKey(newKey, context), previousKey, backAad(context, previousCommitment)));
}

/** The previous generation's key, checked against its own commitment. Generation 1 has no back: `CannotOpen`. */
export async function openBack(
  newKey: Uint8Array,
  context: ThreadContext,
  back: string,
  previousCommitment: string,
): Promise<Bytes> {
  const key = await openGcm(backKey(newKey, context), fromB64(back), backAad(context, previousCommitment));
  checkThreadKey(key, previous(context), previousCommitment);
  return key;
}
