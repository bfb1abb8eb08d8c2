import { begins } from '../../kernel/chain';
import type { Entry } from '../../kernel/entry';
import type { LedgerId } from '../../kernel/ids';
import { compactJws, rpId, signingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { bytes, list, literal, object, oneOf, pattern } from '../../kernel/shape';
import { modes, type Mode } from '../../words/lists';
import { openingEntry } from '../entry';
import type { VerifiedJoin } from '../join';
import { isNamed, keysOf, notAppointed, ownersOf } from '../moment';
import { humanBy } from '../registration';
import { waits } from '../waits';
import type { Person, RegisterState } from '../state';

const origin = pattern(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, 'an origin');

/** The first officers are bound by the root itself, which has no end date. */
const NEVER = 7_258_118_400;

function firstOfficer(verified: VerifiedJoin, at: number): Person {
  const { name, role, organisation, defence, profession, specialty, register, staff } = verified.join.states;
  if (role !== 'officer') refuse('not-an-officer');
  if ([organisation, defence, profession, specialty, ...register].some((stated) => stated !== '')) {
    refuse('statement-unknown');
  }
  if (staff === '') refuse('staff-number-missing');
  isNamed(name);
  return {
    ...keysOf(verified),
    id: verified.join.person,
    role: 'officer',
    name,
    keyring: 1,
    sealed: '',
    organisation: '',
    defence: '',
    profession: '',
    specialty: '',
    level: 'V3',
    registration: undefined,
    staff: { number: staff, source: 'root', checkedAt: at },
    status: 'good',
    statusSource: 'root',
    statusCheckedAt: at,
    statedAt: verified.join.at,
    ...notAppointed,
    memberOf: '',
    replaced: -1,
    expires: NEVER,
  };
}

/** Founders are employed by the register itself. */
function humanOf({ staff }: Person): string {
  return humanBy({ role: 'officer', organisation: '', staff: staff?.number ?? '' }, undefined);
}

interface Founding {
  readonly mode: Mode;
  readonly rpId: string;
  readonly officers: readonly unknown[];
}

/** Each first officer's own statement, made for no register yet and for this site. */
function areForHere(body: Founding, joins: readonly VerifiedJoin[]): void {
  if (joins.length !== body.officers.length) refuse('officers-incomplete');
  if (joins.some(({ join }) => join.root !== '')) refuse('join-for-another-root');
  if (joins.some(({ join }) => join.passkeys.some((each) => each.rpId !== body.rpId))) {
    refuse('passkey-of-another-site');
  }
}

/** Different people with different keys, and enough of them. */
function areDistinct(founders: readonly Person[], mode: Mode): void {
  const distinct = (values: readonly string[]) => new Set(values).size === values.length;
  if (!distinct(founders.map(({ id }) => id)) || !distinct(founders.map(({ kid }) => kid))) refuse('officer-repeated');
  if (!distinct(founders.map(humanOf))) refuse('number-taken');
  if (mode === 'production' && founders.length < 2) refuse('second-officer-missing');
}

function foundersOf(entry: Entry, body: Founding, joins: readonly VerifiedJoin[]): readonly Person[] {
  areForHere(body, joins);
  const founders = joins.map((verified) => firstOfficer(verified, entry.at));
  areDistinct(founders, body.mode);
  if (founders[0]?.id !== entry.by) refuse('author-unknown');
  return founders;
}

/**
 * Entry 0, signed by the first officer. `mode` never changes: a trial acts with one officer, a production begins with two.
 * `service`: the key that may append ticks and sign heads; `waits`: how long new passkeys wait.
 */
export const genesis = openingEntry({
  type: 'genesis',
  since: 1,
  body: object({
    kind: literal('register'),
    mode: oneOf(modes),
    nonce: bytes(16),
    rpId,
    origin,
    officers: list(compactJws, { min: 1, max: 5 }),
    service: signingPublic,
    waits,
  }),
  scope: 'room',
  open: ['officer'],
  opens: (entry, body, facts) => {
    begins(entry);
    if (entry.root !== '') refuse('wrong-root');
    if (entry.register.seq !== -1 || entry.register.hash !== '') refuse('register-unknown');
    const founders = foundersOf(entry, body, facts.joins ?? []);
    return {
      root: entry.hash as string as LedgerId,
      mode: body.mode,
      rpId: body.rpId,
      origin: body.origin,
      waits: body.waits,
      service: body.service,
      serviceKid: facts.serviceKid ?? '',
      head: { seq: 0, hash: entry.hash },
      at: entry.at,
      rules: entry.rules,
      activated: [{ seq: 0, value: entry.rules }],
      organisations: new Map(),
      people: new Map(founders.map((person) => [person.id, [{ seq: 0, value: person }]])),
      kids: new Map(founders.map(({ id, kid }) => [kid, id])),
      passkeyOwners: founders.reduce<RegisterState['passkeyOwners']>(
        (owners, { id, passkeys }) => ownersOf(owners, id, passkeys),
        new Map(),
      ),
      numbers: new Map(founders.map((founder) => [humanOf(founder), founder.id])),
      orgKeys: new Map(),
      clearances: new Map(),
      proposed: new Map(),
      restored: [],
      wentOn: 0,
      hashes: [entry.hash],
      times: [entry.at],
    };
  },
});
