import type { ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { isActiveInternal } from './membership';
import { threadOf, type Moment } from './moment';
import type { Picture, Thread } from './state';

/** A thread with its picture, for whoever posted it; for the owner once they are no colleague inside any more. */
export function postedBy(now: Moment, id: ThreadId): Thread & { readonly picture: Picture } {
  const thread = threadOf(now, id);
  const picture = thread.picture ?? refuse('picture-missing');
  if (picture.by === now.by) return { ...thread, picture };
  const isThere = isActiveInternal(now.state, picture.by, now.view, now.at);
  return isThere || now.standing !== 'owner' ? refuse('not-the-poster') : { ...thread, picture };
}
