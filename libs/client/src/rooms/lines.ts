import type { PersonId } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { Vault } from '../vault/vault';
import { nameOf } from '../register';

/** What a sentence says of the room beside the entry's own body. */
export interface ToldOf {
  readonly pictures: string;
  /** Who began that generation of the thread's keys. */
  readonly begunBy: (gen: number) => string;
}

/**
 * What an entry did, in the sentence of its type and of the version it names; without its body, what its reader may know.
 * `pictures`: those of its scope, as everybody calls them.
 */
export function sentenceOf(vault: Vault, { entry, body }: AppliedEntry, { pictures, begunBy }: ToldOf): string {
  const by = nameOf(vault, entry.by);
  const row = vault.books.room.row(entry);
  if (row === undefined) return `${by} did something not known to this version`;
  if (body === undefined) return `${by} ${row.unseen?.(pictures) ?? 'added something you may not read'}`;
  const name = (person: PersonId): string => nameOf(vault, person);
  return row.line({ by, body: body as never, name, isAuthor: (person) => person === entry.by, pictures, begunBy });
}

/** Whether an entry stands as a line in the threads of its scope: a change of members, keys or consent. */
export function isLine(vault: Vault, { entry, body }: AppliedEntry): boolean {
  const row = vault.books.room.row(entry);
  if (row === undefined || body === undefined) return false;
  return typeof row.stands === 'function' ? row.stands(body as never) : row.stands;
}
