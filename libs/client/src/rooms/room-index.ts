import type { PersonId, RoomBody, RoomEntryType } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import { nameOf } from '../register';
import type { Vault } from '../vault/vault';
import type { Room } from '../replicas/room';
import type { ItemView, TimelineLine } from './views';
import { sentenceOf, type ToldOf } from './lines';

/**
 * What views need of every entry of a room, kept from one view to the next, so that a new message costs the same in a
 * long case as in a short one. Begun anew when the register changed (names) or the entries were read again (scope).
 */
class RoomIndex {
  private readonly threads = new Map<string, AppliedEntry[]>();
  private readonly lines: TimelineLine[] = [];
  private readonly found = new Map<RoomEntryType, AppliedEntry[]>();
  /** What threads show of entries that say the same for ever; undefined for what is not shown. */
  readonly items = new Map<string, ItemView | undefined>();
  /** The number of each thread's picture, counted by skeletons. */
  private readonly numbers = new Map<string, number>();
  /** Threads whose picture the patient's consent was withdrawn from, by skeletons too: its readers have left it. */
  private readonly withdrawn = new Set<string>();
  /** Who began each generation of each thread's keys. */
  private readonly begun = new Map<string, PersonId>();
  private upTo = 0;

  private constructor(
    private readonly vault: Vault,
    private readonly source: readonly AppliedEntry[],
    private readonly register: string,
  ) {}

  /** The index of everything verified so far; `known` is continued where it still holds. */
  static of(room: Room, known: RoomIndex | undefined): RoomIndex {
    const { entries } = room.log;
    const { hash } = room.vault.register.state.head;
    const isSame = known?.source === entries && known.register === hash;
    const index = isSame ? known : new RoomIndex(room.vault, entries, hash);
    index.bring(room);
    return index;
  }

  /** Entries of one thread in order; what is said to the room belongs to the case thread. */
  thread(thread: string): readonly AppliedEntry[] {
    return this.threads.get(thread) ?? [];
  }

  /** What was done, oldest first. Marks of time come and go, so they are looked at anew. */
  timeline({ log: { arrivals } }: Room): TimelineLine[] {
    return this.source.flatMap(({ entry }, index) => {
      const line = this.lines[index];
      if (line === undefined) return [];
      const mark = arrivals.markOf(entry);
      return mark === line.mark ? line : { ...line, mark };
    });
  }

  /** Entries of a kind whose body this reader has, oldest first. */
  readable(type: RoomEntryType): readonly AppliedEntry[] {
    return this.found.get(type) ?? [];
  }

  /** The pictures of an entry's scope, as everybody calls them: "picture 2", "pictures 1 and 3". */
  pictures({ scope }: AppliedEntry['entry']): string {
    const numbers = scope === 'room' ? [] : scope.flatMap((thread) => this.numbers.get(thread) ?? []);
    const [first, ...others] = numbers.sort((one, other) => one - other);
    if (first === undefined) return 'the picture';
    return others.length === 0 ? `picture ${String(first)}` : `pictures ${[first, ...others].join(' and ')}`;
  }

  /** Who began the key of a generation, by name; "" where this reader was not given that entry. */
  begunBy({ thread, gen }: { readonly thread: string; readonly gen: number }): string {
    const person = this.begun.get(`${thread} ${String(gen)}`);
    return person === undefined ? '' : nameOf(this.vault, person);
  }

  /** What the sentence of an entry says beside its body. */
  told({ entry, body }: AppliedEntry): ToldOf {
    const { thread = '' } = (body ?? {}) as { readonly thread?: string };
    return { pictures: this.pictures(entry), begunBy: (gen) => this.begunBy({ thread, gen }) };
  }

  isWithdrawn(thread: string): boolean {
    return this.withdrawn.has(thread);
  }

  private bring(room: Room): void {
    for (; this.upTo < this.source.length; this.upTo++) {
      const each = this.source[this.upTo];
      if (each !== undefined) this.add(room, each);
    }
  }

  private add(room: Room, each: AppliedEntry): void {
    const { seq, at, by, scope, type } = each.entry;
    for (const thread of scope === 'room' ? [room.state.caseThread] : scope) add(this.threads, thread, each);
    this.notePicture(room, each.entry);
    const name = nameOf(room.vault, by);
    if (type === 'rotate' && each.body !== undefined) {
      const { thread, gen } = each.body as RoomBody<'rotate'>;
      this.begun.set(`${thread} ${String(gen)}`, by);
    }
    const text = sentenceOf(room.vault, each, this.told(each));
    this.lines.push({ seq, at, by: name, text, skeletonOnly: each.body === undefined, mark: '' });
    // Its words were shown before.
    if (type === 'take-back' && each.body !== undefined)
      this.items.delete((each.body as RoomBody<'take-back'>).message);
    if (each.body !== undefined) add(this.found, type as RoomEntryType, each);
  }

  private notePicture(room: Room, { id, type, scope }: AppliedEntry['entry']): void {
    for (const thread of scope === 'room' ? [] : scope) {
      if (type === 'picture') this.numbers.set(thread, room.numberOf(id));
      if (type === 'consent-withdrawal') this.withdrawn.add(thread);
      // What is recorded anew stands again.
      if (type === 'consent') this.withdrawn.delete(thread);
    }
  }
}

function add<K>(lists: Map<K, AppliedEntry[]>, key: K, each: AppliedEntry): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [each]);
  else known.push(each);
}

const indexes = new WeakMap<Room, RoomIndex>();

/** What views need of every entry of a room, up to date. */
export function indexOf(room: Room): RoomIndex {
  const index = RoomIndex.of(room, indexes.get(room));
  indexes.set(room, index);
  return index;
}
