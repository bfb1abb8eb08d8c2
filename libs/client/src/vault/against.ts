import {
  newestView,
  wordsOn,
  type ClearanceId,
  type LedgerId,
  type OrganisationId,
  type Person,
  type PersonId,
  type RegisterState,
  type RegisterView,
  type RoomState,
  type ThreadId,
} from '@consilium/domain';
import { clearanceKey, type Against } from './restores';

/*
 * What a device knew against somebody goes on binding it where the entries that said so were lost: nobody who was suspended,
 * removed or replaced comes back by an older copy of the database, as far as somebody remembers it.
 */

/** What the register says of a person, as far as each kind of word goes. */
const said = {
  status: ({ status, statusSource, statusCheckedAt }: Person) => [status, statusSource, statusCheckedAt],
  keys: ({ kid }: Person) => [kid],
  appointment: ({ appointed, advises, vouchers }: Person) => [appointed, advises, vouchers],
  membership: ({ memberOf }: Person) => [memberOf],
} as const;
type OfPerson = keyof typeof said;

/** Whether what was known is against somebody of whom the older copy says more. */
const isAgainst: Readonly<Record<OfPerson, (known: Person, shown: Person) => boolean>> = {
  status: (known, shown) => known.status !== 'good' && shown.status === 'good',
  keys: (known, shown) => known.kid !== shown.kid,
  appointment: (known, shown) => known.advises === '' && shown.advises !== '',
  membership: (known, shown) => known.memberOf === '' && shown.memberOf !== '',
};

const personNow = (view: RegisterView, what: OfPerson, of: string): string => {
  const person = view.person(of as PersonId);
  return person === undefined ? '' : JSON.stringify(said[what](person));
};

const clearanceNow = (view: RegisterView, of: string): string => {
  const [id = '', hash = '', org = ''] = of.split(' ');
  return view.clearance(id as ClearanceId, hash, org as OrganisationId);
};

/** What was known of the register, against what the older copy says. */
export function againstInRegister(known: RegisterState, shown: RegisterState): Against[] {
  const [before, now] = [newestView(known), newestView(shown)];
  const people = before.people().flatMap((person) => {
    const there = now.person(person.id);
    if (there === undefined) return [];
    return (Object.keys(said) as OfPerson[])
      .filter((what) => isAgainst[what](person, there))
      .map((what) => ({ what, ledger: known.root, of: person.id, was: personNow(now, what, person.id) }));
  });
  const clearances = [...known.clearances.keys()].flatMap((id) =>
    wordsOn(known, id)
      .filter(({ value: { hash, org } }) => before.clearance(id, hash, org) !== 'good')
      .map(({ value: { hash, org } }) => clearanceKey(id, hash, org)),
  );
  const ended = [...new Set(clearances)]
    .filter((of) => clearanceNow(now, of) === 'good')
    .map((of) => ({ what: 'clearance' as const, ledger: known.root, of, was: 'good' }));
  return [...people, ...ended];
}

function membershipNow({ internals, outsiders }: RoomState, person: string): string {
  const shares = [...outsiders.values()].filter((each) => each.person === person).map(({ stage }) => stage.stage);
  const inside = internals.get(person as PersonId);
  return JSON.stringify([inside === undefined ? '' : [inside.since, inside.removedAt ?? ''], shares]);
}

function consentNow({ threads }: RoomState, thread: string): string {
  const consent = threads.get(thread as ThreadId)?.consent;
  return JSON.stringify(consent === undefined ? '' : [consent.id, consent.version, consent.withdrawn]);
}

/** Whether somebody is inside, or was let in from outside, and not removed. */
function isIn({ internals, outsiders }: RoomState, person: PersonId): boolean {
  const inside = internals.get(person);
  if (inside !== undefined) return inside.removedAt === undefined;
  return [...outsiders.values()].some(
    (each) => each.person === person && ['admitted', 'accepted'].includes(each.stage.stage),
  );
}

/** What was known of a case, against what the older copy says. */
export function againstInRoom(known: RoomState, shown: RoomState): Against[] {
  const people = new Set([...known.internals.keys(), ...[...known.outsiders.values()].map(({ person }) => person)]);
  const removed = [...people].filter((person) => !isIn(known, person) && isIn(shown, person));
  const withdrawn = [...known.threads.values()].filter(({ id, consent }) => {
    const there = shown.threads.get(id)?.consent;
    return consent !== undefined && consent.withdrawn !== 'no' && there?.withdrawn === 'no';
  });
  const ledger = known.id;
  return [
    ...removed.map((of) => ({ what: 'removed' as const, ledger, of, was: membershipNow(shown, of) })),
    ...withdrawn.map(({ id: of }) => ({ what: 'withdrawn' as const, ledger, of, was: consentNow(shown, of) })),
  ];
}

/** What the newest records say in the place of something known from before; as it was where a record is not here. */
export function nowOf(
  { what, ledger, of, was }: Against,
  view: RegisterView,
  room: (ledger: LedgerId) => RoomState | undefined,
): string {
  if (what === 'clearance') return clearanceNow(view, of);
  if (what !== 'removed' && what !== 'withdrawn') return personNow(view, what, of);
  const state = room(ledger);
  if (state === undefined) return was;
  return what === 'removed' ? membershipNow(state, of) : consentNow(state, of);
}
