import type { Entry } from '../kernel/entry';
import { refuse } from '../kernel/refusal';
import type { RegisterBody } from './bodies';
import { activeAuthor, joinOf, keeperOfKeys, personNow, put, say, unusedKey, type Change, type Rule } from './change';
import type { VerifiedJoin } from './join';
import type { Person, RegisterState } from './state';
import type { OrganisationKind } from '../words/lists';

function kindIs(state: RegisterState, id: Person['organisation'], kind: OrganisationKind | undefined): void {
  if (id === '') return;
  const organisation = state.organisations.get(id);
  if (organisation === undefined) return refuse('organisation-unknown');
  if (kind !== undefined && organisation.kind !== kind) refuse('wrong-organisation-kind');
}

const kindOfRole = { clinician: 'clinical', adviser: 'defence', officer: undefined } as const;

/** Role, employer, defence organisation and registration fit together. */
function isConsistent(state: RegisterState, body: RegisterBody<'credential'>): void {
  if (body.role !== 'officer' && body.organisation === '') refuse('organisation-missing');
  kindIs(state, body.organisation, kindOfRole[body.role]);
  kindIs(state, body.defence, 'defence');
  if (body.role === 'clinician' && body.registration.length === 0) refuse('registration-missing');
  if (body.role === 'officer' && body.registration.length > 0) refuse('registration-unexpected');
}

/** What a credential says of a person, apart from keys and status. */
function described(body: RegisterBody<'credential'>) {
  return {
    id: body.person,
    role: body.role,
    name: body.name,
    organisation: body.organisation,
    defence: body.defence,
    specialty: body.specialty,
    level: body.level,
    registration: body.registration[0],
    advises: body.role === 'adviser' ? body.organisation : ('' as const),
    expires: body.expires,
  };
}

function checked(body: RegisterBody<'credential'>, entry: Entry): Pick<Person, 'statusSource' | 'statusCheckedAt'> {
  const [registration] = body.registration;
  return registration === undefined
    ? { statusSource: 'credential', statusCheckedAt: entry.at }
    : { statusSource: registration.source, statusCheckedAt: registration.checkedAt };
}

/** The keys a join brings. */
export function keysOf({ join, kid }: VerifiedJoin): Pick<Person, 'kid' | 'signing' | 'sealing' | 'passkeys'> {
  return { kid, signing: join.signing, sealing: join.sealing, passkeys: join.passkeys };
}

function newcomer(state: RegisterState, entry: Entry, body: RegisterBody<'credential'>, join: VerifiedJoin): Change {
  unusedKey(state, join);
  const person: Person = {
    ...described(body),
    ...keysOf(join),
    ...checked(body, entry),
    keyring: 1,
    status: 'good',
  };
  return {
    people: say(state.people, person.id, entry.seq, person),
    kids: put(state.kids, join.kid, person.id),
  };
}

/** What a renewal leaves of an appointment: never one that ended, nor one at another organisation than before. */
function stillAdvises(body: RegisterBody<'credential'>, { advises }: Person): Person['advises'] {
  return body.role === 'adviser' && body.organisation === advises ? advises : '';
}

/** A renewal keeps keys, passkeys, status and the end of an appointment: each has an entry of its own. */
function renewal(
  state: RegisterState,
  entry: Entry,
  body: RegisterBody<'credential'>,
  { kid, join }: VerifiedJoin,
  known: Person,
): Change {
  if (kid !== known.kid || join.sealing !== known.sealing) refuse('renewal-changes-keys');
  const since = known.status === 'good' ? checked(body, entry) : {};
  return {
    people: say(state.people, known.id, entry.seq, {
      ...known,
      ...described(body),
      ...since,
      advises: stillAdvises(body, known),
    }),
  };
}

export const credential: Rule<'credential'> = (state, entry, body, joins) => {
  activeAuthor(state, entry, 'credential');
  if (body.person === entry.by) refuse('own-credential');
  const join = joinOf(state, joins, body.person);
  isConsistent(state, body);
  if (body.expires <= entry.at) refuse('credential-expired');
  const known = personNow(state, body.person);
  return known === undefined ? newcomer(state, entry, body, join) : renewal(state, entry, body, join, known);
};

export const status: Rule<'status'> = (state, entry, body) => {
  activeAuthor(state, entry, 'status');
  if (body.person === entry.by) refuse('own-status');
  const person = personNow(state, body.person);
  if (person === undefined) return refuse('person-unknown');
  const said = { status: body.status, statusSource: body.source, statusCheckedAt: body.checkedAt };
  return { people: say(state.people, person.id, entry.seq, { ...person, ...said }) };
};

export const appointment: Rule<'appointment'> = (state, entry, body) => {
  activeAuthor(state, entry, 'appointment');
  const person = personNow(state, body.person);
  if (person === undefined) return refuse('person-unknown');
  if (person.role !== 'adviser' || person.organisation !== body.organisation) refuse('not-appointed');
  const begins = body.state === 'begun';
  if (begins && person.advises !== '') refuse('already-appointed');
  if (!begins && person.advises === '') refuse('not-appointed');
  const advises = begins ? body.organisation : ('' as const);
  return { people: say(state.people, person.id, entry.seq, { ...person, advises }) };
};

export const passkeys: Rule<'passkeys'> = (state, entry, body) => {
  const person = keeperOfKeys(state, entry);
  if (body.keyring < person.keyring) refuse('keyring-fell');
  if (body.passkeys.some(({ rpId }) => rpId !== state.rpId)) refuse('passkey-of-another-site');
  const held = { passkeys: body.passkeys, keyring: body.keyring };
  return { people: say(state.people, person.id, entry.seq, { ...person, ...held }) };
};

export const keyChange: Rule<'key-change'> = (state, entry, body, joins) => {
  const person = keeperOfKeys(state, entry);
  const join = joinOf(state, joins, entry.by);
  unusedKey(state, join);
  if (body.keyring <= person.keyring) refuse('keyring-fell');
  return {
    people: say(state.people, person.id, entry.seq, { ...person, ...keysOf(join), keyring: body.keyring }),
    kids: put(state.kids, join.kid, person.id),
  };
};
