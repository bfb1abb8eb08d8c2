import {
  SERVICE,
  type ClearanceId,
  type KeyId,
  type LedgerId,
  type OrganisationId,
  type PersonId,
} from '../kernel/ids';
import type { ClearanceWord, History, OrganisationKey, Person, RegisterState, RegisterView, SealedTo } from './state';

/** What a history said at register entry `seq`; undefined before its first word. */
export function valueAt<T>(history: History<T> | undefined, seq: number): T | undefined {
  return history?.findLast((since) => since.seq <= seq)?.value;
}

export function newest<T>(history: History<T> | undefined): T | undefined {
  return history?.at(-1)?.value;
}

/** A word on a clearance is about one decision of one organisation; anybody may utter one on another's, to no effect. */
function isAbout(said: ClearanceWord, hash: string | undefined, org: OrganisationId | undefined): boolean {
  return (hash === undefined || said.hash === hash) && (org === undefined || said.org === org);
}

/** What was said of this very decision of this very organisation, oldest first; of all that share its id, where less is named. */
export function wordsOn(
  { clearances }: Pick<RegisterState, 'clearances'>,
  id: ClearanceId,
  hash?: string,
  org?: OrganisationId,
): History<ClearanceWord> {
  return (clearances.get(id) ?? []).filter(({ value }) => isAbout(value, hash, org));
}

/** What is said to be lost of a record by then: of the register it is of all. */
function restoredSince({ restored, root }: RegisterState, ledger: LedgerId, seq: number): number {
  const about = restored.filter((each) => each.seq <= seq && (each.ledger === ledger || each.ledger === root));
  return about.at(-1)?.seq ?? -1;
}

/** The register as it stood after entry `seq`. Cheap to make; ask one view many questions. */
export function viewAt(state: RegisterState, seq: number): RegisterView {
  const hash = state.hashes[seq];
  if (hash === undefined) throw new RangeError('The register has no such entry');
  return {
    seq,
    hash,
    person: (id) => valueAt(state.people.get(id), seq),
    people: () => [...state.people.values()].flatMap((history) => valueAt(history, seq) ?? []),
    organisation: (id) => valueAt(state.organisations.get(id), seq),
    organisations: () => [...state.organisations.values()].flatMap((history) => valueAt(history, seq) ?? []),
    orgKey: (id) => valueAt(state.orgKeys.get(id), seq),
    clearance: (id, hashOf, org) => valueAt(wordsOn(state, id, hashOf, org), seq)?.standing ?? 'good',
    clearanceKeys: (id, hashOf, org) => valueAt(wordsOn(state, id, hashOf, org), seq)?.keys,
    restored: (ledger) => restoredSince(state, ledger, seq),
    serviceKid: state.serviceKid,
    rules: valueAt(state.activated, seq) ?? 1,
    root: state.root,
    mode: state.mode,
    rpId: state.rpId,
    origin: state.origin,
  };
}

export function newestView(state: RegisterState): RegisterView {
  return viewAt(state, state.head.seq);
}

/** Status good and not expired: what every right rests on. The last good second is the one before `expires`. */
export function isGood(person: Person | undefined, at: number): person is Person {
  return person?.status === 'good' && at < person.expires;
}

export function isActiveClinician(person: Person | undefined, at: number): person is Person {
  return isGood(person, at) && person.role === 'clinician';
}

export function isActiveAdviser(
  person: Person | undefined,
  organisation: OrganisationId,
  at: number,
): person is Person {
  return isGood(person, at) && person.role === 'adviser' && person.advises === organisation;
}

/** The active advisers of an organisation, sorted by id: exactly who is granted its key. */
export function advisersOf(view: RegisterView, organisation: OrganisationId, at: number): readonly PersonId[] {
  return view
    .people()
    .filter((person) => isActiveAdviser(person, organisation, at))
    .map(({ id }) => id)
    .toSorted();
}

/** Appointed where nobody serves who could confirm them: the organisation's own key, kept offline, has to. */
export function waitsForAnchor(view: RegisterView, { appointed, advises }: Person, at: number): boolean {
  if (appointed === '' || advises !== '') return false;
  const isAnchored = (view.organisation(appointed)?.anchor ?? '') !== '';
  return isAnchored && advisersOf(view, appointed, at).length === 0;
}

/** The keys these people have now: what is granted to them is sealed to. */
export function keysOfNow(view: RegisterView, people: readonly PersonId[]): readonly SealedTo[] {
  return people.flatMap((person) => {
    const kid = view.person(person)?.kid;
    return kid === undefined ? [] : [{ person, kid }];
  });
}

export function isCurrentKey(view: RegisterView, { person, kid }: SealedTo): boolean {
  return view.person(person)?.kid === kid;
}

/** Whether the person was granted a generation under the key they have now. */
export function holdsNow(
  view: RegisterView,
  { holders, sealedTo }: { readonly holders: readonly PersonId[]; readonly sealedTo: readonly SealedTo[] },
  person: PersonId,
): boolean {
  return holders.includes(person) && sealedTo.some((each) => each.person === person && isCurrentKey(view, each));
}

/** Whether a generation was begun by somebody who did not know yet that part of this record, or of the register, is lost. */
export function isFromBeforeRestore(
  view: RegisterView,
  ledger: LedgerId,
  { asOf }: { readonly asOf: number },
): boolean {
  return view.restored(ledger) > asOf;
}

/**
 * Whether the organisation's key was sealed to an adviser who left, or to a key that was changed since, or before a restore: then a new generation
 * comes before anything is sealed to it.
 */
export function isOrgKeyDue(
  view: RegisterView,
  organisation: OrganisationId,
  key: OrganisationKey,
  at: number,
): boolean {
  if (isFromBeforeRestore(view, view.root, key)) return true;
  return !key.sealedTo.every(
    (each) => isActiveAdviser(view.person(each.person), organisation, at) && isCurrentKey(view, each),
  );
}

/** Whose key this is at register entry `seq`: usable only while it is that person's current key. */
export function ownerOfKey(state: RegisterState, kid: KeyId, seq: number): PersonId | undefined {
  if (kid === state.serviceKid) return SERVICE;
  const person = state.kids.get(kid);
  if (person === undefined) return undefined;
  return valueAt(state.people.get(person), seq)?.kid === kid ? person : undefined;
}

/** Everything in the register that a ledger's rules look at. */
export interface Touched {
  readonly people: ReadonlySet<PersonId>;
  readonly organisations: ReadonlySet<OrganisationId>;
  readonly clearances: ReadonlySet<ClearanceId>;
}

/** The first change a history tells of after register entry `seq`; `Infinity` if it tells of none. */
function changeAfter(history: History<unknown> | undefined, seq: number): number {
  return history?.find((since) => since.seq > seq)?.seq ?? Infinity;
}

/**
 * The first register entry after `seq` that changed anything touched; undefined if none did. The service refuses an entry
 * naming an older register head than that, and so does a reader where the entry is dated well after it: nobody dodges a
 * revocation by citing the past.
 */
export function firstChangeAfter(state: RegisterState, touched: Touched, seq: number): number | undefined {
  const changes = [
    ...[...touched.people].map((id) => changeAfter(state.people.get(id), seq)),
    ...[...touched.organisations].flatMap((id) => [
      changeAfter(state.orgKeys.get(id), seq),
      changeAfter(state.organisations.get(id), seq),
    ]),
    ...[...touched.clearances].map((id) => changeAfter(state.clearances.get(id), seq)),
  ];
  const first = changes.reduce((earliest, each) => Math.min(earliest, each), Infinity);
  return first === Infinity ? undefined : first;
}
