import { randomBytes, toB64 } from '@consilium/bytes';
import type { ConsentId, EntryId, ThreadId } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';

/** A picture's ids, made once, so that a repeated posting is the same posting. */
export interface PictureIds {
  readonly thread: ThreadId;
  readonly consent: ConsentId;
  readonly picture: EntryId;
}

export function newPictureIds(): PictureIds {
  const id = (): string => toB64(randomBytes(16));
  return { thread: id() as ThreadId, consent: id() as ConsentId, picture: newEntryId() };
}
