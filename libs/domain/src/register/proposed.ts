import { entryId, hash, type EntryId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { object } from '../kernel/shape';
import { byGesture } from './gestured';
import type { Change } from './moment';
import type { Proposed, RegisterState } from './state';
import { newest } from './view';

/** Seconds for which an act of power waits for a second officer, from when they may confirm it. */
export const longestWait = 7 * 86_400;

/** Names an act of power that waits: by the id and the body hash of the entry that proposes it. */
export const ofProposed = object({ proposed: entryId, bodyHash: hash, ...byGesture });

/** The last entry about an act that waits: the one that proposes it. */
export function lastAboutProposed({ proposed }: RegisterState, of: { readonly proposed: EntryId }): number {
  return proposed.get(of.proposed)?.seq ?? -1;
}

/** The act that waits under this id, as it was written. */
export function findProposed(
  { proposed }: RegisterState,
  of: { readonly proposed: EntryId; readonly bodyHash: string },
): Proposed {
  const found = proposed.get(of.proposed);
  return found?.entry.bodyHash === of.bodyHash ? found : refuse('nothing-proposed');
}

/** Whether somebody serves by this change who did not before. */
export function beginsToServe({ people }: RegisterState, change: Pick<Change, 'people'>): boolean {
  return [...(change.people ?? [])].some(([id, history]) => {
    const after = newest(history);
    return after !== undefined && after.advises !== '' && after.advises !== newest(people.get(id))?.advises;
  });
}

/** Refuses what has waited for too long. */
export function stillWaits({ from }: Proposed, at: number): void {
  if (at - from > longestWait) refuse('proposal-lapsed');
}

/** Refuses what somebody proposed who was suspended, or got other keys, since: it may have been a thief of theirs. */
export function isByTheSame({ people }: RegisterState, { seq, entry }: Proposed): void {
  const since = (people.get(entry.by) ?? []).filter((said) => said.seq > seq);
  if (since.some(({ value }) => value.status !== 'good' || value.replaced > seq)) refuse('proposer-stopped');
}

/** Refuses what everybody is to hear of first, so that an officer who knows better can stop it. */
export function isHeardOf({ from }: Proposed, at: number): void {
  if (at < from) refuse('still-announced');
}

/** The acts that wait, without this one. */
export function without({ proposed }: RegisterState, id: EntryId): RegisterState['proposed'] {
  return new Map([...proposed].filter(([each]) => each !== id));
}
