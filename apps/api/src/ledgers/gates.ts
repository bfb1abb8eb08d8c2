import { Problem, SERVICE, type LedgerKind, type PersonId, type RegisterBody } from '@consilium/domain';
import { missingBlobs, Refused, type AppliedEntry } from '@consilium/ledger';
import type { AnyReplica } from './any-replica';
import type { Claim } from './claims';
import type { KnownEntry, LedgerRow } from './ledgers.store';
import { newestViewOf, readerOf } from './reading';
import type { RegisterNow } from './replicas';
import { updating } from './updating';

/** Seconds an entry's time may differ from what it is to be. */
const clockTolerance = 120;

const reload = 'The record has moved on. Load the newest entries and try again.';

/** What stands before the first entry of a ledger. */
const nothing = { seq: -1, hash: '' };

/** `ledger`: as it stands; undefined where there is none. */
export function headMoved(ledger: LedgerRow | undefined): Problem {
  const { seq, hash } = ledger ?? nothing;
  return new Problem('wrong-state', reload, { reason: 'head-moved', head: { seq, hash } });
}

/** Whether every claimed entry is stored already with the same content: a repeated append, its answer once lost. */
export function isRepeat(claims: readonly Claim[], known: readonly KnownEntry[]): boolean {
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  const found = claims.filter(({ id }) => byId.has(id));
  if (found.length === 0) return false;
  const isSame = (claim: Claim): boolean => {
    const entry = byId.get(claim.id);
    return (
      entry?.type === claim.type &&
      entry.author === claim.author &&
      entry.scope === claim.scope &&
      entry.bodyHash === claim.bodyHash
    );
  };
  if (found.length < claims.length || !found.every(isSame)) {
    throw new Problem('wrong-state', 'This was sent before with other content. Reload and send it again.', {
      reason: 'id-used',
    });
  }
  return true;
}

/** The first entry continues the head, or begins a ledger. */
export function requireContinues(claims: readonly Claim[], ledger: LedgerRow | undefined): void {
  const [first] = claims;
  if (first === undefined) return;
  const head = ledger ?? nothing;
  if (first.seq !== head.seq + 1 || first.prev !== head.hash) throw headMoved(ledger);
}

/** Whoever has no business in a ledger learns not even that it is there. The register's rule book turns people away itself. */
export function requireDoor(
  before: AnyReplica | undefined,
  author: PersonId,
  register: RegisterNow | undefined,
  now: number,
): void {
  if (before === undefined || before.kind === 'register' || author === SERVICE || register === undefined) return;
  if (readerOf(before, author, register, now) === undefined) {
    throw new Problem('not-found', 'There is nothing here, or you may not see it.');
  }
}

/** The server's clock, and what has to be carried on: the newest time among what the entries are to follow. */
export interface Time {
  readonly now: number;
  readonly newest: number;
}

/**
 * An entry is dated by the clock or, while what it follows lies ahead of that, by what it follows: whatever a clock did
 * once, nothing is ever frozen until that time comes. Nobody comes further ahead than they find it.
 */
function requireTime(at: number, { now, newest }: Time): void {
  const due = Math.max(now, newest);
  if (at >= due - clockTolerance && at <= Math.max(now + clockTolerance, newest)) return;
  throw new Problem('wrong-state', 'The clock of this device is off. Reload the page and try again.', {
    ...{ reason: 'clock', now, at: due },
  });
}

/** What the server asks of new entries beyond the rule books: its clock, its caller, and that nothing is missing. */
export function requireOwn(applied: readonly AppliedEntry[], author: string, time: Time): void {
  for (const each of applied) {
    const { by, at } = each.entry;
    if (by !== author) throw new Problem('not-allowed', 'An entry is signed by somebody else. Sign in again.');
    requireTime(at, time);
    if (each.body === undefined || missingBlobs(each).length > 0) {
      throw new Problem('bad-input', 'Part of what belongs to an entry was not sent. Try again.', {
        reason: 'incomplete',
      });
    }
  }
}

/** Nobody puts rules in force that this server does not judge by: it could take no entry after them. */
export function requireKnownRules(applied: readonly AppliedEntry[], known: number): void {
  for (const { entry, body } of applied) {
    if (entry.type !== 'rules-version') continue;
    const { version } = body as RegisterBody<'rules-version'>;
    if (version <= known) continue;
    throw new Problem('not-allowed', 'This version of the service does not know these rules. Update it first.', {
      code: 'rules-too-new',
    });
  }
}

/** What is in force is judged by what is in force: a server that does not know it yet takes nothing. */
export function requireRulesJudged(register: RegisterNow | undefined, known: number): void {
  if (register !== undefined && newestViewOf(register).rules > known) throw updating();
}

/**
 * Nobody dodges newer rules by naming older ones. Whoever names an older register has to load it; whoever knows that newer
 * rules are in force, and names them not, has a page that does not know them.
 */
export function requireRulesInForce(
  kind: LedgerKind,
  applied: readonly AppliedEntry[],
  register: RegisterNow | undefined,
): void {
  if (register === undefined) return;
  const { rules } = newestViewOf(register);
  const older = applied.find(({ entry }) => entry.rules < rules);
  if (older === undefined) return;
  const named = kind === 'register' ? rules : (register.reader.registerAt(older.entry.register.seq)?.rules ?? 1);
  if (named < rules) throw registerMoved(register);
  throw new Problem(
    'wrong-state',
    'New rules are in force that this page does not know. Reload it; what you are writing is kept.',
    { reason: 'reload' },
  );
}

/**
 * An entry whose register head is older than the newest change of anything its ledger's rules look at, before or after it,
 * is refused: nobody dodges a revocation by citing the past. Its author has to load the register.
 */
export async function orRegisterMoved<T>(register: RegisterNow | undefined, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (error) {
    const isOlder = error instanceof Refused && error.code === 'register-overlooked';
    throw isOlder && register !== undefined ? registerMoved(register) : error;
  }
}

function registerMoved({ replica }: RegisterNow): Problem {
  const { seq, hash } = replica.head;
  return new Problem('wrong-state', 'The register of people has changed. Load it and try again.', {
    reason: 'register-moved',
    head: { seq, hash },
  });
}
