import {
  concernedBy,
  losesKeys,
  newestView,
  othersToConfirm,
  reasonsOf,
  type PersonId,
  type Telling,
} from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { AnyReplica, RegisterReplica } from './any-replica';
import { isReader } from './reading';
import type { RegisterNow } from './replicas';

interface Grew {
  readonly replica: AnyReplica;
  readonly before: AnyReplica | undefined;
  readonly applied: readonly AppliedEntry[];
  readonly author: PersonId;
  /** Whom the author says to tell. */
  readonly notify: readonly Telling[];
}

/** What stands in the register is open to the service: it says itself whom that concerns, and asks nobody. */
function ofRegister(replica: RegisterReplica, { before, applied, author }: Grew, at: number): readonly Telling[] {
  const { state } = replica;
  // What waits for a second officer changed nothing yet, and is the other officers' to look at; other keys also theirs whose they replace.
  const said = applied.map(({ entry: { id, type, scope }, body }) => ({ id, type, scope, body }));
  const batch = said.filter(({ id }) => !state.proposed.has(id));
  const stood = before?.kind === 'register' ? before.state : undefined;
  const about = { state: stood, view: newestView(state), at, by: author, batch };
  const waits = batch.length < applied.length ? othersToConfirm(about) : [];
  const proposed = waits.map((person) => ({ person, reason: 'proposal' as const }));
  const lost = losesKeys(said.filter(({ id }) => state.proposed.has(id)));
  const theirs = lost.map((person) => ({ person, reason: 'new-key' as const }));
  return [...concernedBy('register', about), ...proposed, ...theirs].map((each) => ({ ...each, today: false }));
}

/**
 * Who is to be told of what was just appended. Of a case or a request its author says so, beside the entries: of those named
 * stay the readers it has now or had until now, each once for each reason that one of the entries gives.
 */
export function concernedOf(grew: Grew, register: RegisterNow | undefined, now: number): readonly Telling[] {
  const { replica, before, applied, author, notify } = grew;
  if (replica.kind === 'register') return ofRegister(replica, grew, now);
  if (register === undefined || notify.length === 0) return [];
  const reasons = reasonsOf(
    replica.kind,
    applied.map(({ entry }) => entry.type),
  );
  const reads = (of: AnyReplica | undefined, person: string): boolean =>
    of !== undefined && isReader(of, person, register, now);
  const meant = notify.filter(
    ({ person, reason }) =>
      person !== author && reasons.has(reason) && (reads(replica, person) || reads(before, person)),
  );
  return [...new Map(meant.map((each) => [`${each.person} ${each.reason}`, each])).values()];
}
