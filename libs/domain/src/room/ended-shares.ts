import type { Entry } from '../kernel/entry';
import type { ThreadId } from '../kernel/ids';
import { isOngoing } from './membership';
import type { Outside, RoomState } from './state';

function endedFor(share: Outside, thread: ThreadId, at: number): Outside {
  const isItsOwn = share.clearance.threads.some((each) => each.thread === thread);
  if (!isOngoing(share) || !isItsOwn || share.ended.some((each) => each.thread === thread)) return share;
  const ended = [...share.ended, { thread, at }];
  // An invitation that nobody accepted yet ends whole: what was decided on is not what would be shown.
  return share.stage.stage === 'admitted' ? { ...share, ended, stage: { stage: 'removed', at } } : { ...share, ended };
}

/**
 * The shares once the consent to this picture was withdrawn or narrowed. What ended stays so, whatever is recorded later: it
 * takes a new decision.
 */
export function withoutPicture({ outsiders }: RoomState, thread: ThreadId, at: number): RoomState['outsiders'] {
  return new Map([...outsiders].map(([id, share]) => [id, endedFor(share, thread, at)] as const));
}

const ending: readonly string[] = ['consent', 'consent-withdrawal'];

/**
 * What an outside colleague knows of an end by its skeleton alone: of a picture of theirs they are given each version of its
 * consent, and none once the picture is theirs no more.
 */
export function endedUnseen(state: RoomState, { type, scope, at }: Entry): RoomState['outsiders'] {
  const [thread] = scope === 'room' ? [] : scope;
  return thread === undefined || !ending.includes(type) ? state.outsiders : withoutPicture(state, thread, at);
}
