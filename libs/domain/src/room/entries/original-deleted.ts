import { copiesLeft } from '../../guidance/capture';
import { objectId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, sorted } from '../../kernel/shape';
import type { OriginalCopy } from '../../words/lists';
import { roomEntry } from '../entry';
import { changeThread, type Moment } from '../moment';
import { postedBy } from '../posted';
import { internals } from '../standings';
import type { Picture, Thread } from '../state';

const called: Readonly<Record<OriginalCopy, string>> = {
  original: 'the original',
  'recently-deleted': 'what was recently deleted',
  'cloud-copy': 'the copy in the cloud',
  'exported-copy': 'the exported copy',
  'received-copy': 'the copy they were sent',
};

function mayDelete(now: Moment, id: ThreadId): Thread & { readonly picture: Picture } {
  const thread = postedBy(now, id);
  if (thread.picture.source === '') refuse('source-not-said');
  return thread;
}

/**
 * By whoever posted a picture: copies of it that they deleted where it came from. `read`: the sealed original that their
 * device fetched again first, and found to be what was posted. That they deleted anything is their word alone.
 */
export const originalDeleted = roomEntry({
  type: 'original-deleted',
  since: 1,
  body: ({ originalCopies }) =>
    object({ thread: threadId, read: objectId, copies: sorted(oneOf(originalCopies), { min: 1, max: 5 }) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: { 'original-deleted': (now: Moment, { thread }: { readonly thread: ThreadId }) => mayDelete(now, thread) },
  apply: (now, _entry, { thread: id, read, copies }) => {
    const { picture, ...thread } = mayDelete(now, id);
    const left = copiesLeft(picture);
    if (!copies.every((copy) => left.includes(copy))) refuse('copies-not-asked');
    if (!picture.objects.some((each) => each.rendition === 'original' && each.id === read)) refuse('not-read-back');
    const gone = [...picture.gone, ...copies].toSorted();
    return changeThread(now, { ...thread, picture }, { picture: { ...picture, gone } });
  },
  line: ({ by, body: { copies }, pictures }) =>
    `${by} read ${pictures} back and said that these are deleted: ${copies.map((copy) => called[copy]).join(', ')}`,
  stands: true,
  unseen: (pictures) => `said what was deleted of ${pictures} where it came from`,
});
