import type { History, Person, PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { KeyNewsView } from './views';

type Read = Pick<Vault, 'register'>;

/** One change of what somebody signs in and signs with, as the register has it. */
export interface KeyNews {
  /** Register entry that says so. */
  readonly seq: number;
  readonly what: KeyNewsView['what'];
}

function changeBetween(before: Person, after: Person): KeyNewsView['what'] | undefined {
  if (before.kid !== after.kid) return 'keys-changed';
  const had = new Set(before.passkeys.map(({ credential }) => credential));
  if (after.passkeys.some(({ credential }) => !had.has(credential))) return 'passkey-added';
  return after.passkeys.length < before.passkeys.length ? 'passkey-removed' : undefined;
}

/** What became of somebody's passkeys and keys since they joined, oldest first. */
export function keyNews(history: History<Person> | undefined): readonly KeyNews[] {
  return (history ?? []).flatMap(({ seq, value }, index, all) => {
    const before = all[index - 1]?.value;
    const what = before && changeBetween(before, value);
    return what === undefined ? [] : [{ seq, what }];
  });
}

export function keyNewsOf({ register }: Read, person: PersonId): readonly KeyNews[] {
  return register.replica === undefined ? [] : keyNews(register.state.people.get(person));
}

/** When a register entry was written, Unix seconds. */
export function writtenAt({ register }: Read, seq: number): number {
  return register.entries[seq]?.entry.at ?? 0;
}

/** Whether that time lies ahead of the clock: the register's own entries know of all before them, so none of them is late. */
export function isDatedAhead({ register }: Read, seq: number | undefined): boolean {
  const written = register.entries[seq ?? -1];
  return written !== undefined && register.arrivals.markOf(written.entry) === 'ahead';
}
