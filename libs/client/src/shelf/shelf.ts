import type { Bytes } from '@consilium/bytes';

/** One record as a device keeps it: whose it is and what it is called are opaque names only an open account key can make. */
export interface ShelfRecord {
  readonly owner: string;
  readonly name: string;
  readonly sealed: Bytes;
}

/**
 * What a device keeps between two openings: sealed records, and in clear only what its passkeys are asked with, and when what is kept for reading without a connection was kept. IndexedDB in a browser, memory elsewhere.
 * A device that can keep nothing may reject; what is being written is then lost with the page, and nothing more.
 */
export interface Shelf {
  /** Whether there is room for pictures as well, up to some hundred MB. */
  readonly holdsPictures: boolean;
  get(owner: string, name: string): Promise<Bytes | undefined>;
  all(owner: string): Promise<readonly ShelfRecord[]>;
  put(record: ShelfRecord): Promise<void>;
  remove(owner: string, name: string): Promise<void>;
  /** Everything of one owner. */
  removeAll(owner: string): Promise<void>;
  /** Empties the shelf, whoever's the records are. */
  clear(): Promise<void>;
}

/** A shelf that lasts as long as the program. */
export function memoryShelf(holdsPictures = false): Shelf & { readonly records: () => readonly ShelfRecord[] } {
  const records = new Map<string, ShelfRecord>();
  const place = (owner: string, name: string): string => `${owner} ${name}`;
  return {
    holdsPictures,
    records: () => [...records.values()],
    get: (owner, name) => Promise.resolve(records.get(place(owner, name))?.sealed),
    all: (owner) => Promise.resolve([...records.values()].filter((record) => record.owner === owner)),
    put: (record) => {
      records.set(place(record.owner, record.name), record);
      return Promise.resolve();
    },
    remove: (owner, name) => {
      records.delete(place(owner, name));
      return Promise.resolve();
    },
    removeAll: (owner) => {
      for (const [key, record] of records) if (record.owner === owner) records.delete(key);
      return Promise.resolve();
    },
    clear: () => {
      records.clear();
      return Promise.resolve();
    },
  };
}
