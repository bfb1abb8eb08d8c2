import type { Page } from '@playwright/test';

interface KeptRecord {
  readonly owner: string;
  readonly name: string;
  /** Its bytes, one letter each. */
  readonly text: string;
}

/** Every record that this browser keeps for the page. */
export function keptRecords(page: Page): Promise<readonly KeptRecord[]> {
  return page.evaluate(async () => {
    const open = indexedDB.open('consilium');
    const database = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => {
        resolve(open.result);
      };
    });
    const all = database.transaction('records').objectStore('records').getAll() as IDBRequest<
      { owner: string; name: string; sealed: Uint8Array }[]
    >;
    const records = await new Promise<typeof all.result>((resolve) => {
      all.onsuccess = () => {
        resolve(all.result);
      };
    });
    database.close();
    const latin1 = new TextDecoder('latin1');
    return records.map(({ owner, name, sealed }) => ({ owner, name, text: latin1.decode(sealed) }));
  });
}
