import { scopeIs } from '../kernel/chain';
import type { Scope } from '../kernel/entry';
import type { PersonId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { isActiveClinician } from '../register/view';
import { isActiveInternal, isOngoing, scopeOfShare } from './membership';
import { mayDo, put, type Change, type Moment, type Rule } from './moment';
import type { Outside } from './state';

/** An internal colleague is a clinician of the room's organisation by credential, and not in the room already. */
export function mayInvite(now: Moment, person: PersonId): void {
  mayDo(now, 'invite');
  const known = now.view.person(person);
  if (!isActiveClinician(known, now.at) || known.organisation !== now.state.org) refuse('not-a-clinician-here');
  const internal = now.state.internals.get(person);
  if (internal !== undefined && internal.removedAt === undefined) refuse('already-a-member');
}

export const invite: Rule<'invite'> = (now, entry, { person }) => {
  scopeIs(entry, 'room');
  mayInvite(now, person);
  const internal = { kind: 'internal', person, since: entry.at, removedAt: undefined } as const;
  return { internals: put(now.state.internals, person, internal) };
};

/** The owner removes anybody but themselves; anybody else may leave. */
export function mayRemove(now: Moment, person: PersonId): void {
  const standing = mayDo(now, 'remove');
  if (person === now.state.owner) refuse(person === now.by ? 'owner-must-hand-over' : 'not-the-owner');
  if (person !== now.by && standing !== 'owner') refuse('not-the-owner');
}

function removeInternal({ state }: Moment, person: PersonId, at: number): Change {
  const internal = state.internals.get(person);
  if (internal === undefined || internal.removedAt !== undefined) return refuse('not-in-the-room');
  return { internals: put(state.internals, person, { ...internal, removedAt: at }) };
}

function shareWithScope(shares: readonly Outside[], scope: readonly ThreadId[]): Outside | undefined {
  return shares.find(({ side, clearance }) => scopeOfShare(side, clearance).join() === scope.join());
}

function removeOutside({ state }: Moment, person: PersonId, at: number, scope: readonly ThreadId[]): Change {
  const shares = [...state.outsiders.values()].filter((each) => each.person === person && isOngoing(each));
  if (shares.length === 0) return refuse('not-in-the-room');
  const share = shareWithScope(shares, scope) ?? refuse('wrong-scope');
  return { outsiders: put(state.outsiders, share.clearance.id, { ...share, stage: { stage: 'removed', at } }) };
}

export const remove: Rule<'remove'> = (now, entry, { person }) => {
  mayRemove(now, person);
  const scope: Scope = entry.scope;
  return scope === 'room' ? removeInternal(now, person, entry.at) : removeOutside(now, person, entry.at, scope);
};

/** A case whose owner can act is theirs; otherwise a colleague inside takes it over, for themselves. */
function mayTakeOver({ state, view, at, by }: Moment, person: PersonId): void {
  if (isActiveInternal(state, state.owner, view, at)) refuse('not-the-owner');
  if (person !== by) refuse('take-over-first');
}

/** The owner hands the case to a colleague inside; who takes it over is active inside, or the policy let nobody here. */
export function mayHandOver(now: Moment, person: PersonId): void {
  if (mayDo(now, 'owner') !== 'owner') {
    mayTakeOver(now, person);
    return;
  }
  if (person === now.state.owner) refuse('already-the-owner');
  if (!isActiveInternal(now.state, person, now.view, now.at)) refuse('not-in-the-room');
}

export const owner: Rule<'owner'> = (now, entry, { person }) => {
  scopeIs(entry, 'room');
  mayHandOver(now, person);
  return { owner: person };
};

export const close: Rule<'close'> = (now, entry, { outcome }) => {
  scopeIs(entry, 'room');
  mayDo(now, 'close');
  return { closed: { at: entry.at, outcome } };
};

export function mayReopen(now: Moment): void {
  mayDo(now, 'reopen');
  if (now.state.closed === undefined) refuse('room-open');
}

export const reopen: Rule<'reopen'> = (now, entry) => {
  scopeIs(entry, 'room');
  mayReopen(now);
  return { closed: undefined };
};

/** Whose tick it is was judged with the chain. */
export const tick: Rule<'tick'> = (_now, entry) => {
  scopeIs(entry, 'room');
  return {};
};
