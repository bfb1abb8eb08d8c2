import type { VerifiedClearance } from '../clearance/document';
import type { Facts } from '../facts';
import { advance, given, rulesAfterChain, scopeIs } from '../kernel/chain';
import { outOfScope, type Entry } from '../kernel/entry';
import type { LedgerId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { RuleBook } from '../kernel/rule-book';
import type { RegisterView } from '../register/state';
import { isActiveClinician } from '../register/view';
import type { RoomBody, RoomEntryType } from './bodies';
import { consent, consentWithdrawal, shareRequest } from './consent-entries';
import { addendum, form, message, opinion, picture, title } from './content-entries';
import { grant, grantBad, rotate } from './key-entries';
import { close, invite, owner, remove, reopen, tick } from './member-entries';
import { put, type Change, type Moment, type Rule } from './moment';
import { accept, admit } from './share-entries';
import type { RoomState } from './state';

type Rules = { readonly [T in Exclude<RoomEntryType, 'genesis'>]: Rule<T> };

const rules: Rules = {
  invite,
  remove,
  owner,
  close,
  reopen,
  tick,
  rotate,
  grant,
  'grant-bad': grantBad,
  title,
  form,
  consent,
  'consent-withdrawal': consentWithdrawal,
  picture,
  message,
  opinion,
  addendum,
  'share-request': shareRequest,
  admit,
  accept,
};

/** A rule of any type: its body was read by the shape of the same type before the rule book was asked. */
type AnyRule = (now: Moment, entry: Entry, body: never, clearance: VerifiedClearance | undefined) => Change;

function ruleFor(type: string): AnyRule {
  if (!Object.hasOwn(rules, type)) refuse('unknown-type');
  return rules[type as keyof Rules];
}

/** A case is opened by an active clinician of the organisation it belongs to. */
function opened(entry: Entry, body: RoomBody<'genesis'>, view: RegisterView): RoomState {
  scopeIs(entry, 'room');
  const person = view.person(entry.by);
  if (!isActiveClinician(person, entry.at) || person.organisation !== body.org) refuse('not-a-clinician-here');
  const owner = { kind: 'internal', person: entry.by, since: entry.at, removedAt: undefined } as const;
  return {
    id: entry.hash as string as LedgerId,
    root: view.root,
    org: body.org,
    owner: entry.by,
    caseThread: body.thread,
    openedAt: entry.at,
    closed: undefined,
    internals: new Map([[entry.by, owner]]),
    outsiders: new Map(),
    threads: new Map(),
    pictures: new Map(),
    opinions: new Map(),
    dark: new Set(),
    ...advance(entry),
  };
}

/** Of a withheld body only the chain is judged, and its threads are noted as no longer judgeable here. */
function darkened(state: RoomState, entry: Entry): ReadonlySet<ThreadId> {
  if (entry.scope === 'room') return refuse('body-missing');
  const unseen = entry.scope.filter((thread) => !state.dark.has(thread));
  return unseen.length === 0 ? state.dark : new Set([...state.dark, ...unseen]);
}

/** Counted by its skeleton, whether or not this reader is given the picture. */
function counted({ pictures }: RoomState, { id, type }: Entry): RoomState['pictures'] {
  return type === 'picture' ? put(pictures, id, pictures.size + 1) : pictures;
}

function next(state: RoomState, entry: Entry, body: unknown, view: RegisterView, facts: Facts): RoomState {
  const rule = ruleFor(entry.type);
  const always = { pictures: counted(state, entry), ...advance(entry) };
  if (body === outOfScope) return { ...state, dark: darkened(state, entry), ...always };
  const now = { state, view, at: entry.at, by: entry.by };
  return { ...state, ...rule(now, entry, body as never, facts.clearance), ...always };
}

export const roomRules: RuleBook<RoomState> = rulesAfterChain('room', (state, entry, body, view, facts) => {
  if (view === undefined) return refuse('register-unknown');
  return state === undefined
    ? opened(entry, given(body) as RoomBody<'genesis'>, view)
    : next(state, entry, body, view, facts);
});
