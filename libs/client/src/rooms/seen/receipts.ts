import { whoMayRead, type Receipt, type ThreadId } from '@consilium/domain';
import { readReceipt, receiptClaim, signReceipt } from '@consilium/ledger';
import { nameOf } from '../../register';
import type { OwnShelf } from '../../shelf/own-shelf';
import { postHead } from '../../vault/heads';
import type { ReadOf } from '../../vault/read-positions';
import type { Room } from '../../replicas/room';
import { indexOf } from '../room-index';
import type { SeenView } from '../../replicas/seen-view';
import { told } from '../what-is-new';

/** The newest entry of a thread that somebody is known to have looked at. */
type Known = Pick<Receipt, 'thread' | 'by' | 'seq' | 'hash'>;
type KnownOf = Map<string, Known>;

/** Most that go with one call. */
const mostAtOnce = 100;

const nameIn = ({ thread, by }: Pick<Known, 'thread' | 'by'>): string => `${thread} ${by}`;

/** Whether the case, as it is verified here, has this entry in this thread. */
const stands = (room: Room, { thread, seq, hash }: Known): boolean =>
  room.log.replica?.history.at(seq) === hash &&
  indexOf(room)
    .thread(thread)
    .some(({ entry }) => entry.seq === seq);

/**
 * What others signed of how far they looked. Each is held against the register and the case as they are verified here; what
 * does not hold, or is older than what was known, is nothing. What was known is kept on this device.
 */
export class Receipts {
  private readonly known = new WeakMap<Room, Promise<KnownOf>>();

  constructor(private readonly shelf: Pick<OwnShelf, 'read' | 'keep'>) {}

  async take(room: Room, receipts: readonly string[]): Promise<void> {
    const known = await this.of(room);
    const signed = (await Promise.all(receipts.map((jws) => verified(room, jws).catch(() => undefined)))).flatMap(
      (each) => each ?? [],
    );
    // Of an entry that is on its way; what stays beyond the head is not kept.
    if (signed.some(({ seq }) => seq > room.log.headSeq)) await room.sync();
    const news = signed.filter((each) => isNews(room, known.get(nameIn(each)), each));
    for (const { thread, by, seq, hash } of news) {
      const each = { thread, by, seq, hash };
      if (isNews(room, known.get(nameIn(each)), each)) known.set(nameIn(each), each);
    }
    if (news.length === 0) return;
    room.vault.changed({ about: 'room', room: room.id });
    await this.shelf.keep('receipts', room.id, JSON.stringify([...known.values()])).catch(() => undefined);
  }

  /** Tells the others how far this person has looked at threads, by the entry that began each. */
  async post(room: Room, read: ReadOf): Promise<void> {
    const { vault, log } = room;
    const { replica } = log;
    if (replica === undefined || log.alarm !== '') return;
    const now = vault.clock.now();
    const receipts = [...room.state.threads.keys()].flatMap((thread): Receipt[] => {
      const seq = read.get(indexOf(room).thread(thread)[0]?.entry.seq ?? -1) ?? -1;
      const hash = replica.history.at(seq);
      const reads = whoMayRead(room.state, thread, vault.view, now).some(({ person }) => person === vault.me);
      if (hash === undefined || !reads || !stands(room, { thread, by: vault.me, seq, hash })) return [];
      return [{ v: 1, root: vault.root, ledger: room.id, thread, seq, hash, by: vault.me }];
    });
    const { signer } = vault.session.opened;
    for (let from = 0; from < receipts.length; from += mostAtOnce) {
      const some = receipts.slice(from, from + mostAtOnce);
      await postHead(vault, log, await Promise.all(some.map((each) => signReceipt(each, signer))));
    }
  }

  /** What was known is read once; only then is anything shown. */
  private of(room: Room): Promise<KnownOf> {
    const known = this.known.get(room) ?? this.open(room);
    this.known.set(room, known);
    return known;
  }

  private async open(room: Room): Promise<KnownOf> {
    const text = await this.shelf.read('receipts', room.id).catch(() => undefined);
    const kept = text === undefined ? [] : (JSON.parse(text) as Known[]);
    const known = new Map(kept.map((each) => [nameIn(each), each]));
    room.seen.by = (thread) => seenBy(room, thread, known);
    if (known.size > 0) room.vault.changed({ about: 'room', room: room.id });
    return known;
  }
}

/** What once was known never goes back, unless the case went on from an older copy and has that entry no more. */
const isNews = (room: Room, known: Known | undefined, each: Known): boolean =>
  stands(room, each) && (known === undefined || each.seq > known.seq || !stands(room, known));

/** Somebody else's receipt for a thread of this case, under the key they have now. Throws where it is none. */
async function verified({ vault, id }: Room, jws: string): Promise<Receipt | undefined> {
  const { by } = receiptClaim(jws);
  const person = by === vault.me ? undefined : vault.person(by);
  if (person === undefined) return undefined;
  const receipt = await readReceipt(jws, person.signing);
  return receipt.root === vault.root && receipt.ledger === id ? receipt : undefined;
}

/** Who has looked at the newest thing this person said in a thread, of those who may read it now. */
function seenBy(room: Room, thread: ThreadId, known: KnownOf): SeenView {
  const { state, vault } = room;
  const last = indexOf(room)
    .thread(thread)
    .findLast(({ entry: { by, type, seq }, body }) => {
      return by === vault.me && body !== undefined && told.includes(type) && !state.takenBack.has(seq);
    })?.entry;
  if (last === undefined) return { entry: '', names: [] };
  const names = whoMayRead(state, thread, vault.view, vault.clock.now()).flatMap(({ person }) => {
    const each = known.get(nameIn({ thread, by: person }));
    const hasSeen = each !== undefined && each.seq >= last.seq && stands(room, each);
    return hasSeen ? [nameOf(vault, person)] : [];
  });
  if (names.length === 0) return { entry: '', names };
  return { entry: last.id, names: names.sort((one, another) => one.localeCompare(another)) };
}
