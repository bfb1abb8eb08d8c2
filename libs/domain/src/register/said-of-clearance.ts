import type { Entry } from '../kernel/entry';
import type { ClearanceId, Hash, OrganisationId } from '../kernel/ids';
import { advises } from './advises';
import { say, type Change, type Moment } from './moment';
import type { ClearanceWord, RegisterState } from './state';
import { newest, wordsOn } from './view';

/** What an entry says which decision it is about. */
interface AboutClearance {
  readonly clearance: ClearanceId;
  readonly hash: Hash;
  readonly organisation: OrganisationId;
}

/** What the organisation said last of this decision; good, where it never spoke of it. */
function saidOf(state: RegisterState, { clearance, hash, organisation: org }: AboutClearance): ClearanceWord {
  return newest(wordsOn(state, clearance, hash, org)) ?? { hash, org, standing: 'good' };
}

/** What an entry of an adviser changes of what stands of a decision of their organisation. */
export function changedWord(
  now: Moment,
  entry: Entry,
  about: AboutClearance,
  change: (said: ClearanceWord) => Partial<ClearanceWord>,
): Change {
  const { state } = now;
  advises(now, entry, about.organisation);
  const said = saidOf(state, about);
  return { clearances: say(state.clearances, about.clearance, entry.seq, { ...said, ...change(said) }) };
}

/** The last entry about this decision, -1 if there is none. */
export function seqOfWordOn(state: RegisterState, { clearance, hash, organisation }: AboutClearance): number {
  return wordsOn(state, clearance, hash, organisation).at(-1)?.seq ?? -1;
}
