import type { Entry } from '../../kernel/entry';
import { personId } from '../../kernel/ids';
import { compactJws } from '../../kernel/keys';
import { isSameName } from '../../kernel/names';
import { refuse } from '../../kernel/refusal';
import { list, object, oneOf, seconds, text, type ShapeOf } from '../../kernel/shape';
import type { OrganisationKind, Role } from '../../words/lists';
import type { Words } from '../../words/tables';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import type { VerifiedJoin } from '../join';
import {
  appointedAt,
  joinOf,
  keysOf,
  notAppointed,
  openOrganisation,
  ownersOf,
  personNow,
  put,
  say,
  unusedKey,
  type Change,
  type Moment,
} from '../moment';
import { withoutOffices } from '../offices';
import { mayPractise, professionTable } from '../professions';
import { humanBy, registrationIn, staffCheck, type Statement } from '../registration';
import type { Person, RegisterState } from '../state';
import { isGood } from '../view';

const credentialIn = (words: Words) =>
  object({
    person: personId,
    join: compactJws,
    level: oneOf(words.levels),
    registration: list(registrationIn(words), { max: 1 }),
    staff: list(staffCheck, { max: 1 }),
    why: text(200),
    expires: seconds,
    ...byGesture,
  });
type Credential = ShapeOf<ReturnType<typeof credentialIn>>;

function kindIs(state: RegisterState, id: Person['organisation'], kind: OrganisationKind | undefined): void {
  if (id !== '') openOrganisation(state, id, kind);
}

/** The kind of organisation a role works at; officers may have none. */
export const workplaces = {
  clinician: 'clinical',
  adviser: 'defence',
  officer: undefined,
} as const satisfies Record<Role, OrganisationKind | undefined>;

/** Profession and number fit one register. */
function isOfRegister({ profession, register: [number] }: Statement): void {
  if (number === undefined && profession === '') return;
  if (number === undefined || profession === '') return refuse('profession-missing');
  const registered = professionTable[profession];
  const fits = number.body === registered.body && registered.number.test(number.number);
  if (!fits) refuse('profession-of-another-register');
}

/** Clinicians have a profession and a number, advisers may have both, officers neither; who has none has a staff number. */
function isProfessional(states: Statement): void {
  const { role, profession, register, staff } = states;
  if (role === 'clinician' && register.length === 0) refuse('registration-missing');
  if (role === 'officer' && (register.length > 0 || profession !== '')) refuse('registration-unexpected');
  isOfRegister(states);
  if (register.length === 0 && staff === '') refuse('staff-number-missing');
  if (register.length > 0 && staff !== '') refuse('staff-number-unexpected');
}

/** Role, employer, defence organisation and number of a statement fit together. */
function isConsistent(state: RegisterState, states: Statement): void {
  if (states.role !== 'officer' && states.organisation === '') refuse('organisation-missing');
  kindIs(state, states.organisation, workplaces[states.role]);
  kindIs(state, states.defence, 'defence');
  isProfessional(states);
}

/** The register was asked about the very number that was stated, its answer is good, and a difference is explained. */
function isChecked({ name, register: [number] }: Statement, { registration: [found], why }: Credential): void {
  if (number === undefined && found === undefined) return;
  if (found === undefined) return refuse('registration-missing');
  if (number === undefined) return refuse('registration-unexpected');
  if (number.body !== found.body || number.number !== found.number) refuse('registration-of-another');
  if (!mayPractise(found.status)) refuse('status-not-good');
  if (!isSameName(name, found.name) && why.trim() === '') refuse('difference-unexplained');
}

/** The staff number was read by the officer too, in something of the employer's. */
function isEmployed({ staff: stated }: Statement, { staff: [read] }: Credential): void {
  if (stated !== (read?.number ?? '')) refuse('staff-number-of-another');
}

/** What a credential says of a person, apart from keys, status and whom they advise or belong to. */
function described(body: Credential, states: Statement) {
  const {
    person: id,
    level,
    registration: [registration],
    staff: [staff],
    expires,
  } = body;
  const { name, role, organisation, defence, profession, specialty } = states;
  return { id, role, name, organisation, defence, profession, specialty, level, registration, staff, expires };
}

function checked(body: Credential, entry: Entry): Pick<Person, 'statusSource' | 'statusCheckedAt'> {
  const [registration] = body.registration;
  return registration === undefined
    ? { statusSource: 'credential', statusCheckedAt: entry.at }
    : { statusSource: registration.source, statusCheckedAt: registration.checkedAt };
}

/** A number is claimed once: a second claim is another person with somebody's number, or one person twice. */
function numbersAfter({ numbers }: RegisterState, body: Credential, states: Statement): RegisterState['numbers'] {
  const {
    person,
    registration: [found],
  } = body;
  const human = humanBy(states, found);
  if ((numbers.get(human) ?? person) !== person) refuse('number-taken');
  return put(numbers, human, person);
}

function newcomer(state: RegisterState, entry: Entry, body: Credential, verified: VerifiedJoin): Change {
  unusedKey(state, verified);
  const { role, organisation } = verified.join.states;
  const person: Person = {
    ...described(body, verified.join.states),
    ...keysOf(verified),
    ...checked(body, entry),
    statedAt: verified.join.at,
    ...(role === 'adviser' ? appointedAt(state, organisation, entry.at) : notAppointed),
    memberOf: '',
    replaced: -1,
    keyring: 1,
    sealed: '',
    status: 'good',
  };
  return {
    people: say(state.people, person.id, entry.seq, person),
    kids: put(state.kids, verified.kid, person.id),
    passkeyOwners: ownersOf(state.passkeyOwners, person.id, person.passkeys),
  };
}

/** Whom an organisation confirmed is who they were: under this name, and this number. */
function isWhoTheyWere({ name, register: [number] }: Statement, known: Person): boolean {
  const { registration } = known;
  return isSameName(name, known.name) && number?.body === registration?.body && number?.number === registration?.number;
}

/**
 * What a renewal leaves: never an appointment that ended, nor one, or a membership, at another organisation than before, nor
 * a membership that was confirmed of another name or number.
 */
function kept(states: Statement, known: Person) {
  const { role, organisation, defence } = states;
  const { appointed, advises, vouchers, needs } = known;
  const isSame = role === 'adviser' && organisation === appointed;
  const stays = role === 'clinician' && defence === known.memberOf && isWhoTheyWere(states, known);
  return {
    ...(isSame ? { appointed, advises, vouchers, needs } : notAppointed),
    memberOf: stays ? known.memberOf : ('' as const),
  };
}

/** A renewal keeps keys, passkeys, status and the end of an appointment: each has an entry of its own. */
function renewal(
  state: RegisterState,
  entry: Entry,
  body: Credential,
  { kid, join }: VerifiedJoin,
  known: Person,
): Change {
  if (kid !== known.kid || join.sealing !== known.sealing) refuse('renewal-changes-keys');
  if (join.at < known.statedAt) refuse('statement-older');
  const since = known.status === 'good' ? checked(body, entry) : {};
  const moved = known.organisation !== join.states.organisation || join.states.role !== known.role;
  return {
    ...(moved ? { organisations: withoutOffices(state, known.id, entry.seq) } : {}),
    people: say(state.people, known.id, entry.seq, {
      ...known,
      ...described(body, join.states),
      ...since,
      statedAt: join.at,
      ...kept(join.states, known),
    }),
  };
}

/** Officers and advisers, whoever was one, and a clinician who moves to another defence organisation. */
function givesPower({ state, joins: [verified] }: Moment, { person }: Credential): boolean {
  const states = verified?.join.states;
  const known = personNow(state, person);
  const wasClinician = known === undefined || (known.role === 'clinician' && known.defence === states?.defence);
  return states?.role !== 'clinician' || !wasClinician;
}

/** Somebody who is no officer yet, or whose time as one is over. */
function becomesOfficer({ state, joins: [verified] }: Moment, { person }: Credential, { at }: Entry): boolean {
  const known = personNow(state, person);
  const isOne = known?.role === 'officer' && isGood(known, at);
  return verified?.join.states.role === 'officer' && !isOne;
}

/**
 * Takes a person's own statement into the register, beside what the professional register says of their number. `why`: how
 * the officer knows that a name spelled otherwise there is the same person. Renewal: the same person again.
 */
export const credential = registerEntry({
  type: 'credential',
  since: 1,
  body: credentialIn,
  scope: 'room',
  open: ['officer'],
  changes: (state, { person }) => lastAbout(state, person),
  needsTwo: givesPower,
  isAnnounced: becomesOfficer,
  apply: (now, entry, body) => {
    const { state } = now;
    if (body.person === entry.by) refuse('own-credential');
    const verified = joinOf(now, body.person);
    const { states } = verified.join;
    isConsistent(state, states);
    isChecked(states, body);
    isEmployed(states, body);
    if (body.expires <= entry.at) refuse('credential-expired');
    const known = personNow(state, body.person);
    const numbers = numbersAfter(state, body, states);
    const change =
      known === undefined ? newcomer(state, entry, body, verified) : renewal(state, entry, body, verified, known);
    return { ...change, numbers };
  },
});
