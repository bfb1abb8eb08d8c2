import type { Entry } from '../kernel/entry';
import type { OrganisationId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { RegisterEntryType } from './bodies';
import { activeAuthor, personNow, put, say, type Rule } from './change';
import type { ClearanceStanding, RegisterState } from './state';
import { advisersOf, holdsNow, isActiveAdviser, keysOfNow, newest, newestView } from './view';

export const organisation: Rule<'organisation'> = (state, entry, body) => {
  activeAuthor(state, entry, 'organisation');
  const { organisation: id, name, kind } = body;
  if (state.organisations.has(id)) refuse('organisation-exists');
  return { organisations: put(state.organisations, id, { id, name, kind, since: entry.seq }) };
};

function adviserOf(state: RegisterState, entry: Entry, type: RegisterEntryType, id: OrganisationId): void {
  const author = activeAuthor(state, entry, type);
  if (!isActiveAdviser(author, id, entry.at)) refuse('not-an-adviser');
}

/** Any active adviser may begin a generation, also without the previous key: else the last adviser's leaving would end it all. */
export const orgKey: Rule<'org-key'> = (state, entry, body) => {
  adviserOf(state, entry, 'org-key', body.thread);
  const gen = (newest(state.orgKeys.get(body.thread))?.gen ?? 0) + 1;
  if (body.gen !== gen) refuse('wrong-generation');
  if ((body.back === '') !== (gen === 1)) refuse('wrong-back');
  const view = newestView(state);
  const holders = advisersOf(view, body.thread, entry.at);
  const granted = body.grants.map(({ recipient }) => recipient);
  if (granted.join() !== holders.join()) refuse('wrong-recipients');
  const key = { gen, kc: body.kc, public: body.public, holders, sealedTo: keysOfNow(view, holders) };
  return { orgKeys: say(state.orgKeys, body.thread, entry.seq, key) };
};

export const grant: Rule<'grant'> = (state, entry, body) => {
  adviserOf(state, entry, 'grant', body.thread);
  const key = newest(state.orgKeys.get(body.thread));
  if (key === undefined) return refuse('org-key-missing');
  if (body.gen !== key.gen) refuse('wrong-generation');
  if (!key.holders.includes(entry.by)) refuse('not-a-holder');
  if (!isActiveAdviser(personNow(state, body.recipient), body.thread, entry.at)) refuse('wrong-recipients');
  const view = newestView(state);
  if (holdsNow(view, key, body.recipient)) refuse('already-holder');
  const holders = [...new Set([...key.holders, body.recipient])].toSorted();
  const sealedTo = [...key.sealedTo, ...keysOfNow(view, [body.recipient])];
  return { orgKeys: say(state.orgKeys, body.thread, entry.seq, { ...key, holders, sealedTo }) };
};

const standingAfter = { suspended: 'suspended', reinstated: 'good', ended: 'ended' } as const;

function moves(from: ClearanceStanding, to: keyof typeof standingAfter): void {
  if (from === 'ended') refuse('clearance-ended');
  if (to === 'suspended' && from === 'suspended') refuse('already-suspended');
  if (to === 'reinstated' && from !== 'suspended') refuse('not-suspended');
}

export const clearanceStatus: Rule<'clearance-status'> = (state, entry, body) => {
  adviserOf(state, entry, 'clearance-status', body.organisation);
  moves(newestView(state).clearance(body.clearance, body.hash, body.organisation), body.status);
  const standing = { hash: body.hash, org: body.organisation, standing: standingAfter[body.status] };
  return { clearances: say(state.clearances, body.clearance, entry.seq, standing) };
};
