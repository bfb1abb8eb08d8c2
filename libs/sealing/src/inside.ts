import { toB64, type Bytes } from '@consilium/bytes';
import { openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import { hkdf } from './hkdf';
import { fromB64, lp, ofLength, rawOf } from './raw';
import { checkThreadKey, type ThreadContext } from './thread-key';

/**
 * Where a thread's key stands under the case thread's, for everybody inside: the ledger, and of either thread its id, the
 * generation and what its key is committed to. `by`: the author of the entry that says so. All b64.
 */
export interface InsidePlace extends ThreadContext {
  readonly commitment: string;
  readonly case: { readonly thread: string; readonly generation: number; readonly commitment: string };
  readonly by: string;
}

/** Throws `CannotOpen` for a case's key that is not the committed one. */
function wrappingKey(caseKey: Uint8Array, place: InsidePlace): Bytes {
  const { ledger, thread, generation, case: under } = place;
  checkThreadKey(caseKey, { ledger, thread: under.thread, generation: under.generation }, under.commitment);
  const info = lp(
    'consilium/1 inside',
    rawOf(ledger, 32),
    rawOf(under.thread, 16),
    under.generation,
    rawOf(thread, 16),
    generation,
  );
  return hkdf(ofLength(caseKey, 32), info);
}

const insideAad = ({ ledger, thread, generation, commitment, case: under, by }: InsidePlace): Bytes =>
  lp(
    'consilium/1 inside',
    rawOf(ledger, 32),
    rawOf(under.thread, 16),
    under.generation,
    rawOf(under.commitment, 32),
    rawOf(thread, 16),
    generation,
    rawOf(commitment, 32),
    rawOf(by, 16),
  );

/** A thread's key under the case thread's, b64 of 60 bytes: whoever was granted the one opens the other. */
export async function sealInside(caseKey: Uint8Array, place: InsidePlace, key: Uint8Array): Promise<string> {
  checkThreadKey(key, place, place.commitment);
  return toB64(await sealGcm(wrappingKey(caseKey, place), key, insideAad(place)));
}

/** The thread's key, checked against its own commitment; anything else throws `CannotOpen`. */
export async function openInside(caseKey: Uint8Array, place: InsidePlace, sealed: string): Promise<Bytes> {
  const bytes = fromB64(sealed);
  if (bytes.length !== 60) throw new CannotOpen();
  const key = await openGcm(wrappingKey(caseKey, place), bytes, insideAad(place));
  checkThreadKey(key, place, place.commitment);
  return key;
}
