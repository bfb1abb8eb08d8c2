import { blobRef, type Entry } from '../../kernel/entry';
import { consentId, threadId, type ConsentId, type ThreadId } from '../../kernel/ids';
import { refuse, refuseByRule } from '../../kernel/refusal';
import { integer, list, object, oneOf, orEmpty, seconds } from '../../kernel/shape';
import { renditions } from '../../words/lists';
import type { Capture } from '../../guidance/capture';
import { roomEntry } from '../entry';
import { changeThread, mayWrite, threadOf, type Moment } from '../moment';
import { gen } from '../sealed-text';
import { internals } from '../standings';
import type { Picture, RoomState, Thread } from '../state';
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

/** Whether the policy named is the one that binds now. */
function binds({ view, state }: Moment, { policy, version, says }: Capture): boolean {
  const published = view.organisation(state.org)?.policies.capture;
  if (policy === 'published') return version === published?.version && says === published.capture;
  return published === undefined && version === 0 && (policy === 'found' ? says !== '' : says === '');
}

/** The policy named is the one that binds now, and it and the device allow the picture. */
function isCapturedWell(now: Moment, entry: Entry, { source, ...capture }: Capture & Pick<Picture, 'source'>): void {
  if (!binds(now, capture)) refuse('capture-policy-changed');
  if (capture.attestedAt > entry.at) refuse('device-attested-when');
  const broken = now.guidance.refusingTaken('post', { ...capture, source, gone: [], at: entry.at });
  if (broken !== undefined) refuseByRule('picture-not-allowed', broken.id, broken.sentence);
}

/**
 * Once in its picture thread. `objects` in the order original, thumb, view. `description`: width, height, media type,
 * caption, side and site, sealed. `capture`: what binds its author, whose device it is, and since when they answer for that;
 * `source` may be said later.
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
      capture: object({
        policy: oneOf(words.policyBases),
        version: integer(0),
        says: orEmpty(oneOf(words.captureModes)),
        device: oneOf(words.deviceOwners),
        attestedAt: seconds,
        source: orEmpty(oneOf(words.pictureSources)),
      }),
    }),
  scope: 'thread',
  open: internals,
  inClosedRoom: false,
  acts: { picture: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayAddPicture(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayAddPicture(now, body.thread, body.gen);
    consentAllows(thread, body.consent);
    objectsAreNew(now.state, body.objects);
    isCapturedWell(now, entry, body.capture);
    const number = now.state.pictures.size + 1;
    const { id, seq, by } = entry;
    const { objects, consent, capture } = body;
    const posted: Picture = { entry: id, seq, number, by, objects, consent, ...capture, gone: [] };
    return changeThread(now, thread, { picture: posted, last: entry.id });
  },
  line: ({ by, pictures }) => `${by} posted ${pictures}`,
  stands: false,
  unseen: (pictures) => `posted ${pictures}`,
});
