import type { ClearanceId, Hash, OrganisationId } from '../kernel/ids';
import type { ClearanceWord, RegisterState } from './state';
import { newest, wordsOn } from './view';

/** What an entry says which decision it is about. */
interface AboutClearance {
  readonly clearance: ClearanceId;
  readonly hash: Hash;
  readonly organisation: OrganisationId;
}

/** What the organisation said last of this decision; good, where it never spoke of it. */
export function saidOf(state: RegisterState, { clearance, hash, organisation: org }: AboutClearance): ClearanceWord {
  return newest(wordsOn(state, clearance, hash, org)) ?? { hash, org, standing: 'good' };
}

/** The last entry about this decision, -1 if there is none. */
export function seqOfWordOn(state: RegisterState, { clearance, hash, organisation }: AboutClearance): number {
  return wordsOn(state, clearance, hash, organisation).at(-1)?.seq ?? -1;
}
