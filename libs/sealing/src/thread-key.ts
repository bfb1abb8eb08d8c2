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

/** An earlier generation of the same thread, by its number and what its key is committed to. */
export interface Earlier {
  readonly generation: number;
  readonly commitment: string;
}
export interface EarlierKey extends Earlier {
  readonly key: Uint8Array;
}

/** Throws `CannotOpen` for a key that is not the committed one, and for a generation that is not an earlier one. */
function checkEarlier(key: Uint8Array, context: ThreadContext, { generation, commitment }: Earlier): void {
  if (generation >= context.generation) throw new CannotOpen();
  checkThreadKey(key, { ...context, generation }, commitment);
}

const backKey = (newKey: Uint8Array, context: ThreadContext): Bytes =>
  hkdf(ofLength(newKey, 32), lp('consilium/1 back', threadContext(context)));

const backAad = (context: ThreadContext, { generation, commitment }: Earlier): Bytes =>
  lp('consilium/1 back', threadContext(context), generation, rawOf(commitment, 32));

/**
 * The key of an earlier generation under a new one, b64, so that one grant opens the thread's whole history: of the one
 * before, or where that did not open of an earlier one. `context` is the new generation's (2 or more). A key that is not the
 * committed one throws `CannotOpen`: nobody passes on a back that will not open.
 */
export async function sealBack(newKey: Uint8Array, context: ThreadContext, earlier: EarlierKey): Promise<string> {
  checkEarlier(earlier.key, context, earlier);
  return toB64(await sealGcm(backKey(newKey, context), earlier.key, backAad(context, earlier)));
}

/** The earlier generation's key, checked against its own commitment. Generation 1 has no back: `CannotOpen`. */
export async function openBack(
  newKey: Uint8Array,
  context: ThreadContext,
  back: string,
  earlier: Earlier,
): Promise<Bytes> {
  const key = await openGcm(backKey(newKey, context), fromB64(back), backAad(context, earlier));
  checkEarlier(key, context, earlier);
  return key;
}

/** Both generations and both commitments: a link belongs to these two and to nothing else. */
const linkInfo = (context: ThreadContext, commitment: string, earlier: Earlier): Bytes =>
  lp(
    'consilium/1 link',
    threadContext(context),
    rawOf(commitment, 32),
    earlier.generation,
    rawOf(earlier.commitment, 32),
  );

/** The key of an earlier generation under one that is there already, b64, for what was skipped when that one was begun. */
export async function sealLink(
  key: Uint8Array,
  context: ThreadContext,
  commitment: string,
  earlier: EarlierKey,
): Promise<string> {
  checkThreadKey(key, context, commitment);
  checkEarlier(earlier.key, context, earlier);
  const info = linkInfo(context, commitment, earlier);
  return toB64(await sealGcm(hkdf(ofLength(key, 32), info), earlier.key, info));
}

/** The earlier generation's key, checked against its own commitment; anything else throws `CannotOpen`. */
export async function openLink(
  key: Uint8Array,
  context: ThreadContext,
  commitment: string,
  sealed: string,
  earlier: Earlier,
): Promise<Bytes> {
  const info = linkInfo(context, commitment, earlier);
  const opened = await openGcm(hkdf(ofLength(key, 32), info), fromB64(sealed), info);
  checkEarlier(opened, context, earlier);
  return opened;
}
