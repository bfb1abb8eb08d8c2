import {
  generationOf,
  reportersOf,
  rotationDue,
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
import { currentKey, grantingIn, rekey } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';

const nothing = (): string => '';

/** New keys for every thread that somebody held who may not read it any more, as far as this member holds them. */
export async function rekeyDue(room: Room): Promise<void> {
  await write(room, nothing, async (state, at) => {
    const { view, me, books } = room.vault;
    const drafts: Draft[] = [];
    for (const thread of state.threads.values()) {
      if (!rotationDue(state, thread, view, at)) continue;
      if (books.room.mayAct(state, view, at, me, { act: 'rotate', thread: thread.id }) !== undefined) continue;
      // One key that does not open here keeps no other from being renewed.
      if (await room.keys.opens(thread.id, thread.gen)) drafts.push((await rekey(room, state, thread, at)).draft);
    }
    return drafts;
  });
}

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
    // What another device linked since the last try.
    room.learn();
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

/** Tries the newest keys that were given to this member, so that one that does not open is found before it is needed. */
export async function tryKeys(room: Room, threads: Iterable<Thread>): Promise<void> {
  for (const { id, gen, holders } of threads) {
    if (holders.includes(room.vault.me)) await room.keys.opens(id, gen);
  }
}

/** Tells the room that a grant to this member did not open to the committed key. */
export async function reportBadGrants(room: Room): Promise<void> {
  const { me } = room.vault;
  await write(room, nothing, (state) =>
    Promise.resolve(
      room.keys.bad
        .filter(({ thread, gen, entry }) => {
          const known = state.threads.get(thread as ThreadId);
          const isHeld = known !== undefined && generationOf(known, gen)?.holders.includes(me) === true;
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
