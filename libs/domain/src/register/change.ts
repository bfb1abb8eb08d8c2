import type { Entry } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { registerPolicy } from '../policies';
import type { RegisterBody, RegisterEntryType } from './bodies';
import type { VerifiedJoin } from './join';
import type { History, Person, RegisterState } from './state';
import { isGood, newest } from './view';

/** What an entry changes; the chain's own part moves by itself. */
export type Change = Partial<RegisterState>;
export type Rule<T extends RegisterEntryType> = (
  state: RegisterState,
  entry: Entry,
  body: RegisterBody<T>,
  joins: readonly VerifiedJoin[],
) => Change;

/** A copy of the map with one value set; the map given stays as it was. */
export function put<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** Adds a word to one history of a map of histories. */
export function say<K, V>(map: ReadonlyMap<K, History<V>>, key: K, seq: number, value: V): ReadonlyMap<K, History<V>> {
  return put(map, key, [...(map.get(key) ?? []), { seq, value }]);
}

export function personNow(state: RegisterState, id: PersonId): Person | undefined {
  return newest(state.people.get(id));
}

/** The author, whose status is good. Renewal may be late: for one's own keys the expiry is not asked. */
export function keeperOfKeys(state: RegisterState, entry: Entry): Person {
  const author = personNow(state, entry.by);
  if (author === undefined) return refuse('author-unknown');
  return author.status === 'good' ? author : refuse('author-not-active');
}

/** The author, active, in a role to which this type of entry is open. */
export function activeAuthor(state: RegisterState, entry: Entry, type: RegisterEntryType): Person {
  const author = keeperOfKeys(state, entry);
  if (!isGood(author, entry.at)) refuse('author-not-active');
  const open: readonly string[] = registerPolicy[type];
  if (!open.includes(author.role)) refuse(open.includes('officer') ? 'not-an-officer' : 'not-an-adviser');
  return author;
}

/** The one verified join in an entry, made by this person for this register and site. */
export function joinOf(state: RegisterState, joins: readonly VerifiedJoin[], person: PersonId): VerifiedJoin {
  const verified = joins[0];
  if (verified === undefined || joins.length !== 1) return refuse('document-missing');
  if (verified.join.person !== person) refuse('join-of-another');
  if (verified.join.root !== state.root) refuse('join-for-another-root');
  if (verified.join.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
  return verified;
}

/** A key id belongs to one person for ever, and is never used twice. */
export function unusedKey(state: RegisterState, { kid }: VerifiedJoin): void {
  if (state.kids.has(kid) || kid === state.serviceKid) refuse('key-taken');
}
