import { newest, Problem, SERVICE, type LedgerKind, type PersonId, type RegisterBody } from '@consilium/domain';
import { missingBlobs, type AppliedEntry } from '@consilium/ledger';
import type { AnyReplica, RegisterReplica } from './any-replica';
import type { Claim } from './claims';
import type { KnownEntry, LedgerRow } from './ledgers.store';
import { newestViewOf, readerOf } from './reading';
import type { RegisterNow } from './replicas';
import { newestTouch } from './touched';
import { updating } from './updating';

/** Seconds an entry's time may differ from the server's clock. */
const clockTolerance = 120;

const reload = 'The record has moved on. Load the newest entries and try again.';

export function headMoved(head: { readonly seq: number; readonly hash: string }): Problem {
  return new Problem('wrong-state', reload, { reason: 'head-moved', head: { seq: head.seq, hash: head.hash } });
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
  const head = ledger ?? { seq: -1, hash: '' };
  if (first.seq !== head.seq + 1 || first.prev !== head.hash) throw headMoved(head);
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

/** What the server asks of new entries beyond the rule books: its clock, its caller, and that nothing is missing. */
export function requireOwn(applied: readonly AppliedEntry[], author: string, now: number): void {
  for (const each of applied) {
    const { by, at } = each.entry;
    if (by !== author) throw new Problem('not-allowed', 'An entry is signed by somebody else. Sign in again.');
    if (Math.abs(at - now) > clockTolerance) {
      throw new Problem('wrong-state', 'The clock of this device is off. Reload the page and try again.', {
        reason: 'clock',
        now,
      });
    }
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

function registerMoved({ replica }: RegisterNow): Problem {
  const { seq, hash } = replica.head;
  return new Problem('wrong-state', 'The register of people has changed. Load it and try again.', {
    reason: 'register-moved',
    head: { seq, hash },
  });
}

/**
 * The version of somebody's keyring rises by one at a time: nobody, and no buggy client, brings it to where no version
 * follows or no column holds it.
 */
export function requireKeyringStep(before: AnyReplica | undefined, after: AnyReplica, author: PersonId): void {
  if (before?.kind !== 'register' || after.kind !== 'register') return;
  const versionIn = ({ state }: RegisterReplica): number => newest(state.people.get(author))?.keyring ?? 0;
  if (versionIn(after) <= versionIn(before) + 1) return;
  throw new Problem('bad-input', 'The version of your keys rises by one at a time. Reload the page and start again.');
}

/**
 * Refuses entries whose register head is older than the newest register entry that changed anything this ledger's rules
 * look at, before or after them: nobody dodges a revocation by citing the past.
 */
export function requireRegisterKnown(
  kind: LedgerKind,
  applied: readonly AppliedEntry[],
  register: RegisterNow | undefined,
  ...replicas: readonly (AnyReplica | undefined)[]
): void {
  if (kind === 'register' || register === undefined) return;
  const from = applied[0]?.entry.seq ?? 0;
  const newest = Math.max(...replicas.map((replica) => newestTouch(replica, register.replica.state, from)));
  if (applied.every(({ entry }) => entry.register.seq >= newest)) return;
  throw registerMoved(register);
}
