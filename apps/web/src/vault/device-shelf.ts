import type { Shelf, ShelfRecord } from '@consilium/client';

const store = 'records';

/** The result of one request, once it is there. */
function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The device’s storage failed.'));
    };
  });
}

/** When the transaction is on disk, not only in memory. */
function kept(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('The device’s storage is full.'));
    };
  });
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('consilium', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(store, { keyPath: ['owner', 'name'] });
  };
  return result(request);
}

/** Opened at the first need, and again after the browser closed it (storage cleared, a newer version opened). */
function connection(): () => Promise<IDBDatabase> {
  let database: Promise<IDBDatabase> | undefined;
  const connect = async (): Promise<IDBDatabase> => {
    const open = await opened();
    const again = (): void => {
      open.close();
      database = undefined;
    };
    open.onclose = again;
    open.onversionchange = again;
    return open;
  };
  return () => {
    database ??= connect().catch((error: unknown) => {
      database = undefined;
      throw error;
    });
    return database;
  };
}

/** A list sorts after every text, so this spans all names of one owner. */
const allOf = (owner: string): IDBKeyRange => IDBKeyRange.bound([owner], [owner, []]);

/** The device's shelf in IndexedDB: sealed records under opaque names. What was put is on disk when `put` resolves. */
export function deviceShelf(): Shelf {
  const connect = connection();
  const read = async (): Promise<IDBObjectStore> => (await connect()).transaction(store, 'readonly').objectStore(store);
  const write = async (act: (records: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await connect()).transaction(store, 'readwrite', { durability: 'strict' });
    act(transaction.objectStore(store));
    await kept(transaction);
  };
  return {
    holdsPictures: true,
    get: async (owner, name) => {
      const request = (await read()).get([owner, name]) as IDBRequest<ShelfRecord | undefined>;
      return (await result(request))?.sealed;
    },
    all: async (owner) => {
      const request = (await read()).getAll(allOf(owner)) as IDBRequest<ShelfRecord[]>;
      return result(request);
    },
    put: (record) =>
      write((records) => {
        records.put(record);
      }),
    remove: (owner, name) =>
      write((records) => {
        records.delete([owner, name]);
      }),
    removeAll: (owner) =>
      write((records) => {
        records.delete(allOf(owner));
      }),
    clear: () =>
      write((records) => {
        records.clear();
      }),
  };
}
