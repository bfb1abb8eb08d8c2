import { blobRef } from '../../kernel/entry';
import { consentId, threadId, type ConsentId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, list, object } from '../../kernel/shape';
import { renditions } from '../../words/lists';
import { roomEntry } from '../entry';
import { changeThread, mayWrite, threadOf, type Moment } from '../moment';
import { gen } from '../sealed-text';
import { internals } from '../standings';
import type { RoomState, Thread } from '../state';
import { storedObjectIn, type StoredObject } from '../stored-object';

/** A picture thread that awaits its one picture, with a consent that allows it. */
function mayAddPicture(now: Moment, id: ThreadId, named?: number): Thread {
  const thread = threadOf(now, id);
  if (thread.kind !== 'picture') refuse('wrong-thread-kind');
  mayWrite(now, thread, named ?? thread.gen);
  if (thread.picture !== undefined) refuse('picture-already-there');
  return thread;
}

/** What the consent allows was judged when it was recorded; here it is the newest, and not withdrawn. */
function consentAllows({ consent }: Thread, named: { readonly id: ConsentId; readonly version: number }): void {
  if (consent === undefined) return refuse('consent-missing');
  if (consent.id !== named.id || consent.version !== named.version) refuse('consent-not-current');
  if (consent.withdrawn === 'capture') refuse('consent-withdrawn');
}

function objectsAreNew(state: RoomState, objects: readonly StoredObject[]): void {
  if (objects.map(({ rendition }) => rendition).join() !== renditions.join()) refuse('renditions-wrong');
  const ids = new Set(objects.map(({ id }) => id));
  if (ids.size !== objects.length) refuse('object-reused');
  for (const { picture } of state.threads.values()) {
    if (picture?.objects.some(({ id }) => ids.has(id)) === true) refuse('object-reused');
  }
}

/**
 * Once in its picture thread. `objects` in the order original, thumb, view. `description`: width, height, media type,
 * caption, side and site, sealed.
 */
export const picture = roomEntry({
  type: 'picture',
  since: 1,
  body: (words) =>
    object({
      thread: threadId,
      gen,
      consent: object({ id: consentId, version: integer(1) }),
      objects: list(storedObjectIn(words), { min: 3, max: 3 }),
      description: blobRef,
    }),
  scope: 'thread',
  open: internals,
  inClosedRoom: false,
  acts: { picture: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayAddPicture(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayAddPicture(now, body.thread, body.gen);
    consentAllows(thread, body.consent);
    objectsAreNew(now.state, body.objects);
    const number = now.state.pictures.size + 1;
    const posted = { entry: entry.id, number, by: entry.by, objects: body.objects, consent: body.consent };
    return changeThread(now, thread, { picture: posted, last: entry.id });
  },
  line: ({ by, pictures }) => `${by} posted ${pictures}`,
  stands: false,
  unseen: (pictures) => `posted ${pictures}`,
});
