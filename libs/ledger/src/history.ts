import type { EntryId, Hash } from '@consilium/domain';

/**
 * Entry hash of each seq and the ids in use, up to one head. A value: `and` makes the next one and leaves this as it
 * was. The histories of one line share their memory, so that an entry costs the same after ten others and after ten
 * thousand; whoever appends to an older one begins a line of its own.
 */
export class History {
  readonly #hashes: Hash[];
  /** Seq of each id; also of entries that came after this history. */
  readonly #places: Map<EntryId, number>;
  readonly length: number;

  private constructor(hashes: Hash[], places: Map<EntryId, number>) {
    this.#hashes = hashes;
    this.#places = places;
    this.length = hashes.length;
  }

  static readonly empty = new History([], new Map());

  /** The entry hash at a seq; undefined beyond the head. */
  at(seq: number): Hash | undefined {
    return seq < this.length ? this.#hashes[seq] : undefined;
  }

  has(id: EntryId): boolean {
    return (this.#places.get(id) ?? this.length) < this.length;
  }

  /** This history and one entry more. */
  and(entry: { readonly hash: Hash; readonly id: EntryId }): History {
    const isNewest = this.#hashes.length === this.length && this !== History.empty;
    const hashes = isNewest ? this.#hashes : this.#hashes.slice(0, this.length);
    const places = isNewest ? this.#places : new Map([...this.#places].filter(([, seq]) => seq < this.length));
    hashes.push(entry.hash);
    places.set(entry.id, this.length);
    return new History(hashes, places);
  }

  /** The hashes in order. */
  *[Symbol.iterator](): Iterator<Hash> {
    yield* this.#hashes.slice(0, this.length);
  }
}
