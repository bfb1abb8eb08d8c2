import { entryId, threadId, type EntryId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { list, object, oneOf } from '../../kernel/shape';
import { mayContribute } from '../contributing';
import { roomEntry } from '../entry';
import { isEntitled, isWithdrawnPicture } from '../membership';
import { changeThread, mayWrite, put, type Moment } from '../moment';
import { sealedText } from '../sealed-text';
import { everybodyInside } from '../standings';
import type { Thread } from '../state';

type Rests = readonly { readonly thread: ThreadId; readonly picture: EntryId }[];

/**
 * An opinion rests on pictures its author may open. Of those withheld from this reader it is known that they were posted,
 * no more.
 */
function restsOnVisible({ state, view, at, by }: Moment, reliesOn: Rests): void {
  for (const { thread: id, picture: entry } of reliesOn) {
    if (state.dark.has(id)) {
      if (!state.pictures.has(entry)) refuse('picture-missing');
      continue;
    }
    const thread = state.threads.get(id);
    if (thread?.picture === undefined) return refuse('picture-missing');
    if (thread.picture.entry !== entry) refuse('picture-differs');
    if (isWithdrawnPicture(thread)) refuse('picture-withdrawn');
    if (!isEntitled(state, id, by, view, at)) refuse('not-entitled');
  }
}

function mayGiveOpinion(now: Moment, id: ThreadId, named?: number): Thread {
  const thread = mayContribute(now, id, 'opinion');
  mayWrite(now, thread, named ?? thread.gen);
  return thread;
}

/** In its thread (an outside colleague's: the side thread). Signed by being an entry; never edited. */
export const opinion = roomEntry({
  type: 'opinion',
  since: 1,
  body: ({ renditions }) =>
    object({
      ...sealedText,
      reliesOn: list(object({ thread: threadId, picture: entryId, rendition: oneOf(renditions) }), { max: 50 }),
    }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: { opinion: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayGiveOpinion(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayGiveOpinion(now, body.thread, body.gen);
    restsOnVisible(now, body.reliesOn);
    return {
      ...changeThread(now, thread, { last: entry.id }),
      opinions: put(now.state.opinions, entry.id, { by: entry.by, thread: thread.id }),
    };
  },
  line: ({ by }) => `${by} filed an opinion`,
  stands: false,
});
