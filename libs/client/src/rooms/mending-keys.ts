import {
  generationOf,
  isByCase,
  isLedTo,
  keysOf,
  reachOf,
  reportersOf,
  whoMayRead,
  type EntryId,
  type PersonId,
  type RoomState,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { grantDraft, linkOf } from '../keys/generation';
import { unlinkedHere } from '../keys/way-back';
import { currentKey, grantingIn } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';
import { rewrapLost } from './rewrapping';
import { rekeyDue } from './tending-keys';

const nothing = (): string => '';

/** What the owner’s device does unasked, on a current register only: renews keys that are due, passes on missing ones. */
export async function keepKeys(room: Room, tried: Set<string>): Promise<void> {
  await room.vault.freshness.require();
  await rekeyDue(room);
  await grantTo(room, tried, (state, thread, at) =>
    whoMayRead(state, thread.id, room.vault.view, at).flatMap(({ person, holds }) => (holds ? [] : [person])),
  );
}

/**
 * What every colleague's device does unasked where it holds the keys: gives them again to whoever says that they did not
 * open, and makes readable under the newest one what was written under a skipped one.
 */
export async function mendKeys(room: Room, tried: Set<string>): Promise<void> {
  if (room.standing !== 'internal') return;
  const threads = [...room.state.threads.values()];
  if (threads.some((thread) => reportersOf(thread).length > 0)) {
    await room.vault.freshness.require();
    await grantTo(room, tried, (_state, thread) => reportersOf(thread));
  }
  if (threads.some(({ gen }) => gen > 1)) await linkSkipped(room, tried);
  if (threads.some((thread) => isLost(room.state, thread))) await rewrapLost(room, tried);
}

/** Whether somebody inside says that the case's key does not open a thread's, or the case's newest key cannot lead to it. */
function isLost(state: RoomState, thread: Thread): boolean {
  const known = state.threads.get(state.caseThread);
  if (known === undefined || !isByCase(thread)) return false;
  if (thread.reach.some(({ reporters }) => reporters.length > 0)) return true;
  return !reachOf(thread, thread.gen).unders.some((under) => isLedTo(known, under));
}

/** Passes the newest key of each thread on to these people, each once. */
async function grantTo(
  room: Room,
  tried: Set<string>,
  whom: (state: RoomState, thread: Thread, at: number) => readonly PersonId[],
): Promise<void> {
  const names: string[] = [];
  await write(room, nothing, async (state, at) => {
    const { view, books, me } = room.vault;
    const grants: Draft[] = [];
    for (const thread of state.threads.values()) {
      for (const person of whom(state, thread, at)) {
        const name = `${thread.id} ${String(thread.gen)} ${person}`;
        const act = { act: 'grant', thread: thread.id, other: person } as const;
        if (tried.has(name) || books.room.mayAct(state, view, at, me, act) !== undefined) continue;
        if (!(await room.keys.opens(thread.id, thread.gen))) continue;
        const to = room.recipients(state, thread.id, at).find((each) => each.person === person);
        if (to === undefined) continue;
        names.push(name);
        grants.push(await grantDraft(grantingIn(room), await currentKey(room, thread), to));
      }
    }
    return grants;
  });
  for (const name of names) tried.add(name);
}

/** Links what the newest key does not lead to and this device can open, each once. */
async function linkSkipped(room: Room, tried: Set<string>): Promise<void> {
  const names: string[] = [];
  await write(room, nothing, async (state, at) => {
    const { view, books, me } = room.vault;
    const links: Draft[] = [];
    for (const thread of state.threads.values()) {
      if (thread.gen === 1 || !(await room.keys.opens(thread.id, thread.gen))) continue;
      for (const earlier of await unlinkedHere(room.keys, thread.id, thread)) {
        const name = `${thread.id} ${String(thread.gen)} opens ${String(earlier.gen)}`;
        const act = { act: 'link', thread: thread.id, gen: earlier.gen } as const;
        if (tried.has(name) || books.room.mayAct(state, view, at, me, act) !== undefined) continue;
        names.push(name);
        const body = await linkOf(grantingIn(room), await currentKey(room, thread), earlier);
        links.push(draft({ type: 'link', scope: [thread.id], body }));
      }
    }
    return links;
  });
  for (const name of names) tried.add(name);
}

/** Tells the room that a key given to this member, or to everybody inside, did not open to the committed one. */
export async function reportBadGrants(room: Room): Promise<void> {
  const { me } = room.vault;
  await write(room, nothing, (state) =>
    Promise.resolve(
      room.keys.bad
        .filter(({ thread, gen, entry }) => {
          const known = state.threads.get(thread as ThreadId);
          const isHeld = known !== undefined && generationOf(keysOf(state, known), gen)?.holders.includes(me) === true;
          return isHeld && known.gen === gen && room.log.has(entry as EntryId) && !isReported(room, entry);
        })
        .map(({ thread, gen, entry }) => badDraft(thread as ThreadId, gen, entry)),
    ),
  );
}

/** The report of one grant. */
export function badDraft(thread: ThreadId, gen: number, entry: string): Draft {
  return draft({ type: 'grant-bad', scope: [thread], body: { thread, gen, entry } });
}

/** A grant is reported once: after that a new one was made, or will be. */
function isReported(room: Room, grant: string): boolean {
  return room.log.entries.some(
    ({ entry, body }) =>
      entry.type === 'grant-bad' &&
      entry.by === room.vault.me &&
      (body as { readonly entry: string } | undefined)?.entry === grant,
  );
}
