import {
  complainingOf,
  entitledTo,
  isActiveInternal,
  keysOf,
  Problem,
  reportedIn,
  reportersOf,
  type PersonId,
  type Refusal,
  type RoomBody,
  type RoomState,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import { spoiltGrants, wayBack, type WayBack } from '../keys/way-back';
import { nameOf } from '../register';
import { besidesCase, grantingIn, nextOf, rotateDraft, wrappingFor } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import { allow } from '../vault/vault';
import type { Room } from '../replicas/room';
import { badDraft } from './mending-keys';
import type { KeyTroubleView } from './key-trouble-view';

/** A colleague's device that holds the key passes it on by itself within this many seconds, if one is there. */
const patience = 60;

const soon =
  'A colleague’s device that has the key passes it on by itself. If none does within a minute, begin a new key here.';

/**
 * Begins a new key where the newest did not reach this device: linked to the newest that did, after a report of each that
 * is skipped. It goes to exactly those who may read, like any other.
 */
export async function restart(room: Room, id: ThreadId): Promise<void> {
  const { vault, keys } = room;
  await vault.freshness.require();
  await write(
    room,
    (state, at) => entitledTo(state, id, vault.view, at).join(),
    async (state, at) => {
      const thread = state.threads.get(id);
      if (thread === undefined) throw new Problem('not-found', 'There is no such thread in this case.');
      const way = await wayBack(keys, id, keysOf(state, thread), vault.me);
      const { to, unreported } = way;
      if (to?.gen === thread.gen) return [];
      const by = await wrappingFor(room, state, thread, at);
      allow(besidesCase(refusalOf(room, state, thread, way, at), by));
      const granted = room.grantees(state, thread, at);
      const rotated = await rotateDraft(grantingIn(room), nextOf(thread), to, granted, by?.under);
      return [...unreported.map(({ gen, entry }) => badDraft(id, gen, entry)), ...(by?.first ?? []), rotated.draft];
    },
  );
}

/** Why no new key may be begun by this member, once they have reported what did not open here; undefined: they may. */
function refusalOf(room: Room, state: RoomState, thread: Thread, way: WayBack, at: number): Refusal | undefined {
  const { books, view, me } = room.vault;
  const reported = way.unreported.reduce(
    (known, { gen }) => ({ ...known, ...reportedIn(state, known, me, gen) }),
    thread,
  );
  const after = { ...state, threads: new Map([...state.threads, [thread.id, reported]]) };
  return books.room.mayAct(after, view, at, me, { act: 'restart', thread: thread.id, back: way.to?.gen ?? 0 });
}

/** When the newest key was reported by this person or, if it was never given to them, when it was begun. */
function since(room: Room, { id, gen }: Thread): number {
  const isAbout = (body: unknown): boolean => {
    const about = body as Pick<RoomBody<'rotate'>, 'thread' | 'gen'> | undefined;
    return about?.thread === id && about.gen === gen;
  };
  const entries = room.log.entries.filter(({ body }) => isAbout(body));
  const report = entries.findLast(({ entry: { type, by } }) => type === 'grant-bad' && by === room.vault.me);
  return (report ?? entries.find(({ entry: { type } }) => type === 'rotate'))?.entry.at ?? 0;
}

/** Whether nobody is left from whom the key could come but whoever began it. */
function isReportedByAll(state: RoomState, thread: Thread, { vault }: Room, at: number): boolean {
  const others = [...state.internals.keys()].filter(
    (each) => each !== thread.begunBy && isActiveInternal(state, each, vault.view, at),
  );
  const reporters = reportersOf(keysOf(state, thread));
  return others.every((each) => reporters.includes(each));
}

/** Whether a new key may be begun here now: the reason why not, and what happens by itself meanwhile. */
async function mayRestart(room: Room, thread: Thread, at: number): Promise<string | true> {
  const { vault, state } = room;
  if (!isReportedByAll(state, thread, room, at) && at < since(room, thread) + patience) return soon;
  const way = await wayBack(room.keys, thread.id, keysOf(state, thread), vault.me);
  return refusalOf(room, state, thread, way, at)?.message ?? true;
}

/** What was found of a thread as it is, so that it is not looked for again at each view. */
const found = new WeakMap<Thread, Promise<KeyTroubleView['spoilt']>>();

function spoilt(room: Room, thread: Thread): Promise<KeyTroubleView['spoilt']> {
  const known = found.get(thread) ?? findSpoilt(room, thread);
  found.set(thread, known);
  return known;
}

/** To whom the newest key was given wrongly and by whom, by name: checked here with the key itself. */
async function findSpoilt(room: Room, thread: Thread): Promise<KeyTroubleView['spoilt']> {
  const { vault, keys, state } = room;
  const then = (person: string) => {
    const now = vault.view.person(person as PersonId);
    const isSame = thread.sealedTo.some((each) => each.person === person && each.kid === now?.kid);
    if (now === undefined || !isSame) return undefined;
    const clearances = ['', ...[...state.outsiders.values()].map(({ clearance }) => clearance.id)];
    return clearances.map((clearance) => ({ person: now.id, sealing: now.sealing, clearance }));
  };
  const key = await keys.key(thread.id, thread.gen);
  const of = { thread: thread.id, gen: thread.gen, key };
  const bad = await spoiltGrants(grantingIn(room), of, keys.given(thread.id, thread.gen), then);
  return [...new Set(bad.map(({ granter }) => granter))].map((granter) => ({
    by: nameOf(vault, granter as PersonId),
    to: bad.filter((each) => each.granter === granter).map(({ recipient }) => nameOf(vault, recipient as PersonId)),
  }));
}

/** What is to be said of these threads, of which a key was reported or did not open here, and what may be done. */
export async function troublesOf(
  room: Room,
  threads: readonly Thread[],
  titles: ReadonlyMap<string, string>,
): Promise<KeyTroubleView[]> {
  const { vault, keys } = room;
  const at = vault.clock.now();
  const troubles: KeyTroubleView[] = [];
  for (const thread of threads) {
    const reporters = complainingOf(thread);
    const opens = await keys.opens(thread.id, thread.gen);
    const restart = opens ? '' : await mayRestart(room, thread, at);
    const isMissing = !opens && (restart === true || keysOf(room.state, thread).holders.includes(vault.me));
    if (reporters.length === 0 && !isMissing) continue;
    troubles.push({
      thread: thread.id,
      title: titles.get(thread.id) ?? '',
      begunBy: nameOf(vault, thread.begunBy),
      reportedBy: reporters.map((each) => nameOf(vault, each)),
      opens,
      spoilt: opens ? await spoilt(room, thread) : [],
      restart,
    });
  }
  return troubles;
}
