import { complainingOf, isByCase, keysOf, type Thread } from '@consilium/domain';
import { part } from '../service/part';
import type { Room } from '../replicas/room';
import type { KeyTroubleView } from './key-trouble-view';

/** Threads of which somebody says that the newest key did not open, or of which it did not reach this member. */
export async function keyTroubles(room: Room, titles: ReadonlyMap<string, string>): Promise<KeyTroubleView[]> {
  if (room.standing !== 'internal') return [];
  const troubled: Thread[] = [];
  const { state, keys } = room;
  const opensCase = await keys.opens(state.caseThread, state.threads.get(state.caseThread)?.gen ?? 0);
  for (const thread of state.threads.values()) {
    // What only the case's key is missing for comes with it.
    const isTried = opensCase || !isByCase(thread);
    const isReported = complainingOf(thread).length > 0;
    if (isReported || (isTried && !(await keys.opens(thread.id, thread.gen)))) troubled.push(thread);
  }
  if (troubled.length === 0) return [];
  const { troublesOf } = await part(() => import('./restart'));
  return troublesOf(room, troubled, titles);
}

/** Tries the newest keys that were given to this member, so that one that does not open is found before it is needed. */
async function tryKeys(room: Room, threads: Iterable<Thread>): Promise<void> {
  for (const thread of threads) {
    if (keysOf(room.state, thread).holders.includes(room.vault.me)) await room.keys.opens(thread.id, thread.gen);
  }
}

/** Of a case nobody looks at only the case thread is tried, which the list of cases needs anyway. */
async function report(room: Room, isWatched: boolean): Promise<void> {
  const { threads, caseThread } = room.state;
  await tryKeys(
    room,
    [...threads.values()].filter(({ id }) => id === caseThread || isWatched),
  );
  if (room.keys.bad.length > 0) await (await mending()).reportBadGrants(room);
}

const mending = (): Promise<typeof import('./mending-keys')> => part(() => import('./mending-keys'));

/** What is done unasked for the keys of a case, by whoever can; what fails is tried again with the next entry. */
export async function tendKeys(room: Room, tried: Set<string>, isWatched: boolean): Promise<void> {
  const mend = async (): Promise<void> => (await mending()).mendKeys(room, tried);
  // Asked within: the person may have locked their keys meanwhile.
  const keep = async (): Promise<void> => {
    if (room.state.owner === room.vault.me) await (await mending()).keepKeys(room, tried);
  };
  const isOpen = room.state.closed === undefined;
  await Promise.allSettled([report(room, isWatched), isOpen && keep(), isOpen && mend()]);
}
