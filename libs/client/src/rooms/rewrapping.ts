import { isByCase, reachOf, type RoomState, type Thread } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { wrapOf } from '../keys/generation';
import { grantingIn, wrapping } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';

/** What of a thread is to be given to the inside again: its newest generation, and each of which somebody says so. */
function lostOf(thread: Thread): readonly number[] {
  const reported = thread.reach.filter(({ reporters, gen }) => reporters.length > 0 && gen !== thread.gen);
  return [...reported.map(({ gen }) => gen), thread.gen];
}

/** A generation under one of the case's is given again once for each who says that it did not open. */
function nameOf(thread: Thread, gen: number, under: number): string {
  return [thread.id, gen, 'under', under, ...reachOf(thread, gen).reporters].join(' ');
}

/**
 * Gives the keys of threads to the inside again under the case's newest one, where they are lost there: somebody reports them,
 * or the case's newest key leads to none that opens them.
 */
export async function rewrapLost(room: Room, tried: Set<string>): Promise<void> {
  await room.vault.freshness.require();
  const names: string[] = [];
  await write(
    room,
    () => '',
    async (state, at) => {
      const threads = [...state.threads.values()].filter((thread) => isByCase(thread));
      const lost = threads.flatMap((thread) => lostOf(thread).map((gen) => ({ thread, gen })));
      const drafts: Draft[] = [];
      for (const { thread, gen } of lost) {
        const again = await rewrapDraft(room, state, at, { thread, gen }, tried);
        if (again === undefined) continue;
        names.push(again.name);
        drafts.push(again.draft);
      }
      return drafts;
    },
  );
  for (const name of names) tried.add(name);
}

/** One of them, unless it was given again by this device already, or is not lost, or does not open here. */
async function rewrapDraft(
  room: Room,
  state: RoomState,
  at: number,
  { thread, gen }: { readonly thread: Thread; readonly gen: number },
  tried: ReadonlySet<string>,
): Promise<{ readonly name: string; readonly draft: Draft } | undefined> {
  const { view, me, books } = room.vault;
  const { reporters, unders } = reachOf(thread, gen);
  const act = { act: 'rewrap', thread: thread.id, gen } as const;
  if (books.room.mayAct(state, view, at, me, act) !== undefined) return undefined;
  if (!(await room.keys.opens(thread.id, gen))) return undefined;
  const { under } = await wrapping(room, state, at);
  if (reporters.length === 0 && (await isReached(room, state, unders))) return undefined;
  const name = nameOf(thread, gen, under.gen);
  if (tried.has(name)) return undefined;
  const of = { thread: thread.id, gen, key: await room.keys.key(thread.id, gen) };
  const body = { thread: thread.id, gen, ...(await wrapOf(grantingIn(room), of, under)) };
  return { name, draft: draft({ type: 'rewrap', scope: [thread.id], body }) };
}

/** Whether the case's newest key opens one under which the thread's stands. */
async function isReached(
  { keys }: Room,
  { threads, caseThread }: RoomState,
  unders: readonly number[],
): Promise<boolean> {
  const newest = threads.get(caseThread)?.gen ?? 0;
  const unlinked = await keys.unlinked(caseThread, newest);
  return unders.some((under) => !unlinked.includes(under));
}
