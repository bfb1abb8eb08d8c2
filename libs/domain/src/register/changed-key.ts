import type { Entry } from '../kernel/entry';
import type { OrganisationId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { advises } from './advises';
import { say, type Change, type Moment } from './moment';
import type { Generations, OrganisationKey } from './state';
import { newest } from './view';

/** What an entry of an adviser changes of the key of their organisation, which exists. */
export function changedKey(
  now: Moment,
  entry: Entry,
  org: OrganisationId,
  change: (key: OrganisationKey) => Partial<Generations>,
): Change {
  const { state } = now;
  advises(now, entry, org);
  const key = newest(state.orgKeys.get(org)) ?? refuse('org-key-missing');
  return { orgKeys: say(state.orgKeys, org, entry.seq, { ...key, ...change(key) }) };
}
