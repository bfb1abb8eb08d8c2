import type { VerifiedAct } from '../facts';
import type { OrganisationId, PersonId } from '../kernel/ids';
import type { Passkey } from '../kernel/keys';
import { refuse } from '../kernel/refusal';
import type { Words } from '../words/tables';
import { isSignable } from '../kernel/names';
import type { VerifiedJoin } from './join';
import { statementIn, type Statement } from './registration';
import type { OrganisationKind } from '../words/lists';
import type { HeldPasskey, History, Organisation, Person, Proposed, RegisterState } from './state';
import { advisersOf, newest, newestView } from './view';

/** An entry about to change the register: what it says so far, who writes, and the joins in the entry, each verified. */
export interface Moment {
  readonly state: RegisterState;
  readonly author: Person;
  readonly joins: readonly VerifiedJoin[];
  /** The gesture over this act, where it needs one. */
  readonly act: VerifiedAct | undefined;
  /** The anchor under which the signature in the entry was verified, where it carries one. */
  readonly anchored: string | undefined;
  /** What an act that waits for a second officer would change if this officer wrote it now; refused where it may not stand. */
  readonly again: (proposed: Proposed, by: PersonId) => Change;
  /** The version of the rules that this is judged by, and the words it has. */
  readonly rules: number;
  readonly words: Words;
}

/** What an entry changes; the chain's own part moves by itself. */
export type Change = Partial<RegisterState>;

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

export function organisationNow(state: RegisterState, id: OrganisationId): Organisation | undefined {
  return newest(state.organisations.get(id));
}

/** The organisation as it is now, if it is known, of this kind where one is named, and still takes people in. */
export function openOrganisation(state: RegisterState, id: OrganisationId, kind?: OrganisationKind): Organisation {
  const organisation = organisationNow(state, id);
  if (organisation === undefined) return refuse('organisation-unknown');
  if (kind !== undefined && organisation.kind !== kind) refuse('wrong-organisation-kind');
  if (organisation.status !== 'good') refuse('organisation-retired');
  return organisation;
}

/** What is said of an appointment, or of an office. */
export const beginsOrEnds = ['begun', 'ended'] as const;

type Appointment = Pick<Person, 'appointed' | 'advises' | 'vouchers' | 'needs'>;

export const notAppointed: Appointment = { appointed: '', advises: '', vouchers: [], needs: 0 };

/** From this many serving advisers on, two of them confirm another: officers and one adviser let nobody in alone. */
const manyAdvisers = 3;

/** How many of so many serving advisers confirm another. */
export function vouchersOf(serving: number): number {
  if (serving === 0) return 0;
  return serving < manyAdvisers ? 1 : 2;
}

/** An appointment that begins: it counts at once only where nobody serves who could confirm it, nor an anchor. */
export function appointedAt(state: RegisterState, organisation: OrganisationId | '', at: number): Appointment {
  if (organisation === '') return notAppointed;
  const needs = vouchersOf(advisersOf(newestView(state), organisation, at).length);
  const isAnchored = (organisationNow(state, organisation)?.anchor ?? '') !== '';
  return { appointed: organisation, advises: needs === 0 && !isAnchored ? organisation : '', vouchers: [], needs };
}

export const longestName = 120;

/** Refuses a name that hides something, or that is spelled otherwise than names are signed. */
export function isNamed(name: string): void {
  if (!isSignable(name, longestName)) refuse('name-unusable');
}

/** Refuses a statement in words that the version of the entry does not have. */
function isStated(words: Words, states: Statement): void {
  try {
    statementIn(words).read(states);
  } catch {
    refuse('statement-unknown');
  }
  isNamed(states.name);
}

/** The one verified join in an entry, made by this person for this register and site. */
export function joinOf({ state, joins, words }: Moment, person: PersonId): VerifiedJoin {
  const verified = joins[0];
  if (verified === undefined || joins.length !== 1) return refuse('document-missing');
  if (verified.join.person !== person) refuse('join-of-another');
  if (verified.join.root !== state.root) refuse('join-for-another-root');
  if (verified.join.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
  isStated(words, verified.join.states);
  return verified;
}

/** A key id belongs to one person for ever, and is never used twice. */
export function unusedKey(state: RegisterState, { kid }: VerifiedJoin): void {
  if (state.kids.has(kid) || kid === state.serviceKid) refuse('key-taken');
}

/**
 * Whose these passkeys are from now on. A credential id and a COSE key belong to one person for ever: two people with one
 * authenticator would be one hand that signs as two.
 */
export function ownersOf(
  owners: RegisterState['passkeyOwners'],
  person: PersonId,
  passkeys: readonly Passkey[],
): RegisterState['passkeyOwners'] {
  const after = new Map(owners);
  for (const { credential, cose } of passkeys) {
    for (const bytes of [credential, cose]) {
      if ((after.get(bytes) ?? person) !== person) refuse('passkey-taken');
      after.set(bytes, person);
    }
  }
  return after;
}

/** The keys a join brings. Its passkeys count from the start: somebody looked at them before they came in. */
export function keysOf({
  join,
  kid,
}: VerifiedJoin): Pick<Person, 'kid' | 'signing' | 'sealing' | 'recovery' | 'passkeys'> {
  const passkeys = join.passkeys.map((passkey) => ({ ...passkey, counts: 0 }));
  return { kid, signing: join.signing, sealing: join.sealing, recovery: join.recovery, passkeys };
}

/** These passkeys: each that was held before counts as it did, each new one from `counts` on. */
export function heldNow({ passkeys }: Person, listed: readonly Passkey[], counts: number): readonly HeldPasskey[] {
  return listed.map(
    (passkey) =>
      passkeys.find(({ credential, cose }) => credential === passkey.credential && cose === passkey.cose) ?? {
        ...passkey,
        counts,
      },
  );
}

/** The passkey that confirms a change of passkeys is still there after it: nobody is left with only such as wait. */
export function staysListed({ author, act }: Moment, listed: readonly Passkey[]): void {
  const confirming = author.passkeys.find(({ credential }) => act?.by === 'passkey' && act.credential === credential);
  const stays = listed.some(
    ({ credential, cose }) => credential === confirming?.credential && cose === confirming.cose,
  );
  if (!stays) refuse('confirming-passkey-gone');
}
