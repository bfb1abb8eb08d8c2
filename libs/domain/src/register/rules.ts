import type { Facts } from '../facts';
import { advance, begins, follows, given, scopeIs } from '../kernel/chain';
import { RULES_VERSION, type Entry } from '../kernel/entry';
import type { LedgerId } from '../kernel/ids';
import { judge, refuse } from '../kernel/refusal';
import type { RuleBook } from '../kernel/rule-book';
import { registerBodies, type RegisterBody, type RegisterEntryType } from './bodies';
import { activeAuthor, type Change, type Rule } from './change';
import type { VerifiedJoin } from './join';
import { clearanceStatus, grant, organisation, orgKey } from './organisations';
import { appointment, credential, keyChange, keysOf, passkeys, status } from './people';
import type { Person, RegisterState } from './state';
import { newest, newestView } from './view';

/** The first officers are bound by the root itself, which has no end date. */
const NEVER = 7_258_118_400;

function firstOfficer(name: string, verified: VerifiedJoin, at: number): Person {
  return {
    ...keysOf(verified),
    id: verified.join.person,
    role: 'officer',
    name,
    keyring: 1,
    organisation: '',
    defence: '',
    specialty: '',
    level: 'V3',
    registration: undefined,
    status: 'good',
    statusSource: 'root',
    statusCheckedAt: at,
    advises: '',
    expires: NEVER,
  };
}

function foundersOf(entry: Entry, body: RegisterBody<'genesis'>, joins: readonly VerifiedJoin[]): readonly Person[] {
  if (joins.length !== body.officers.length) refuse('officers-incomplete');
  if (joins.some(({ join }) => join.root !== '')) refuse('join-for-another-root');
  if (joins.some(({ join }) => join.passkeys.some(({ rpId }) => rpId !== body.rpId))) {
    refuse('passkey-of-another-site');
  }
  const founders = body.officers.flatMap(({ name }, index) => {
    const verified = joins[index];
    return verified === undefined ? [] : [firstOfficer(name, verified, entry.at)];
  });
  const distinct = (values: readonly string[]) => new Set(values).size === values.length;
  if (!distinct(founders.map(({ id }) => id)) || !distinct(founders.map(({ kid }) => kid))) refuse('officer-repeated');
  if (founders[0]?.id !== entry.by) refuse('author-unknown');
  return founders;
}

function founded(entry: Entry, body: RegisterBody<'genesis'>, facts: Facts): RegisterState {
  begins(entry);
  if (entry.root !== '') refuse('wrong-root');
  if (entry.register.seq !== -1 || entry.register.hash !== '') refuse('register-unknown');
  if (entry.rules > RULES_VERSION) refuse('rules-unknown');
  scopeIs(entry, 'room');
  const founders = foundersOf(entry, body, facts.joins ?? []);
  return {
    root: entry.hash as string as LedgerId,
    rpId: body.rpId,
    origin: body.origin,
    service: body.service,
    serviceKid: facts.serviceKid ?? '',
    head: { seq: 0, hash: entry.hash },
    at: entry.at,
    rules: entry.rules,
    activated: [{ seq: 0, value: entry.rules }],
    organisations: new Map(),
    people: new Map(founders.map((person) => [person.id, [{ seq: 0, value: person }]])),
    kids: new Map(founders.map(({ id, kid }) => [kid, id])),
    orgKeys: new Map(),
    clearances: new Map(),
    hashes: [entry.hash],
  };
}

/** Judged alike by every build, also by one that does not know the version: it holds what is judged by it from then on. */
const rulesVersion: Rule<'rules-version'> = (state, entry, body) => {
  activeAuthor(state, entry, 'rules-version');
  if (body.version !== (newest(state.activated) ?? 0) + 1) refuse('rules-skip');
  return { activated: [...state.activated, { seq: entry.seq, value: body.version }] };
};

type Rules = { readonly [T in Exclude<RegisterEntryType, 'genesis'>]: Rule<T> };

/** A rule of any type: its body was read by the shape of the same type before the rule book was asked. */
type AnyRule = (state: RegisterState, entry: Entry, body: never, joins: readonly VerifiedJoin[]) => Change;

const rules: Rules = {
  organisation,
  credential,
  status,
  appointment,
  passkeys,
  'key-change': keyChange,
  'org-key': orgKey,
  grant,
  'clearance-status': clearanceStatus,
  'rules-version': rulesVersion,
};

function ruleFor(type: string): AnyRule {
  if (!Object.hasOwn(rules, type)) refuse('unknown-type');
  return rules[type as keyof Rules];
}

function next(state: RegisterState, entry: Entry, body: unknown, facts: Facts): RegisterState {
  const chain = { ...state, id: state.root, register: state.head };
  follows(chain, entry, newestView(state));
  const rule = ruleFor(entry.type);
  scopeIs(entry, 'room');
  const change = rule(state, entry, given(body) as never, facts.joins ?? []);
  const { head, at, rules: named } = advance(entry);
  return { ...state, ...change, head, at, rules: named, hashes: state.hashes.concat(entry.hash) };
}

export const registerRules: RuleBook<RegisterState> = {
  kind: 'register',
  knows: RULES_VERSION,
  bodies: () => registerBodies,
  apply: (state, entry, body, { facts }) =>
    judge(() =>
      state === undefined
        ? founded(entry, given(body) as RegisterBody<'genesis'>, facts)
        : next(state, entry, body, facts),
    ),
};
