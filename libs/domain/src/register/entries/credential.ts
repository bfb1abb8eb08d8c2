import type { Entry } from '../../kernel/entry';
import { organisationId, personId } from '../../kernel/ids';
import { compactJws } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { list, object, oneOf, orEmpty, seconds, text, type ShapeOf } from '../../kernel/shape';
import type { OrganisationKind, Role } from '../../words/lists';
import type { Words } from '../../words/tables';
import { registerEntry } from '../entry';
import type { VerifiedJoin } from '../join';
import { joinOf, keysOf, ownersOf, personNow, put, say, unusedKey, type Change } from '../moment';
import { registration } from '../registration';
import type { Person, RegisterState } from '../state';

const credentialIn = ({ roles, levels }: Words) =>
  object({
    person: personId,
    role: oneOf(roles),
    name: text(120, 1),
    join: compactJws,
    organisation: orEmpty(organisationId),
    defence: orEmpty(organisationId),
    specialty: text(80),
    level: oneOf(levels),
    registration: list(registration, { max: 1 }),
    expires: seconds,
  });
type Credential = ShapeOf<ReturnType<typeof credentialIn>>;

function kindIs(state: RegisterState, id: Person['organisation'], kind: OrganisationKind | undefined): void {
  if (id === '') return;
  const organisation = state.organisations.get(id);
  if (organisation === undefined) return refuse('organisation-unknown');
  if (kind !== undefined && organisation.kind !== kind) refuse('wrong-organisation-kind');
}

/** The kind of organisation a role works at; officers may have none. */
export const workplaces = {
  clinician: 'clinical',
  adviser: 'defence',
  officer: undefined,
} as const satisfies Record<Role, OrganisationKind | undefined>;

/** Role, employer, defence organisation and registration fit together. */
function isConsistent(state: RegisterState, body: Credential): void {
  if (body.role !== 'officer' && body.organisation === '') refuse('organisation-missing');
  kindIs(state, body.organisation, workplaces[body.role]);
  kindIs(state, body.defence, 'defence');
  if (body.role === 'clinician' && body.registration.length === 0) refuse('registration-missing');
  if (body.role === 'officer' && body.registration.length > 0) refuse('registration-unexpected');
}

/** What a credential says of a person, apart from keys and status. */
function described(body: Credential) {
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

function checked(body: Credential, entry: Entry): Pick<Person, 'statusSource' | 'statusCheckedAt'> {
  const [registration] = body.registration;
  return registration === undefined
    ? { statusSource: 'credential', statusCheckedAt: entry.at }
    : { statusSource: registration.source, statusCheckedAt: registration.checkedAt };
}

function newcomer(state: RegisterState, entry: Entry, body: Credential, join: VerifiedJoin): Change {
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
    passkeyOwners: ownersOf(state.passkeyOwners, person.id, person.passkeys),
  };
}

/** What a renewal leaves of an appointment: never one that ended, nor one at another organisation than before. */
function stillAdvises(body: Credential, { advises }: Person): Person['advises'] {
  return body.role === 'adviser' && body.organisation === advises ? advises : '';
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

/** Binds a person's own join to name, register number, employer and defence organisation (`""`: none). Renewal: the same person again. */
export const credential = registerEntry({
  type: 'credential',
  since: 1,
  body: credentialIn,
  scope: 'room',
  open: ['officer'],
  apply: (now, entry, body) => {
    const { state } = now;
    if (body.person === entry.by) refuse('own-credential');
    const join = joinOf(now, body.person);
    isConsistent(state, body);
    if (body.expires <= entry.at) refuse('credential-expired');
    const known = personNow(state, body.person);
    return known === undefined ? newcomer(state, entry, body, join) : renewal(state, entry, body, join, known);
  },
});
