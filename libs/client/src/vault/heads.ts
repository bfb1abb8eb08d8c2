import type { PersonId, RegisterHead } from '@consilium/domain';
import { compareHeads, headClaim, readHead, signHead, type AppliedEntry, type Comparison } from '@consilium/ledger';
import type { Vault } from './vault';
import { freshSeconds } from '../ledgers/freshness';
import type { Log } from '../ledgers/log';

/** Posts this device's own signed head: what it has verified, for the others to compare with. */
export async function postHead(vault: Vault, log: Log<unknown>): Promise<void> {
  const { replica } = log;
  if (replica === undefined || log.alarm !== '') return;
  const register: RegisterHead = vault.register.state.head;
  const { seq, hash } = replica.head;
  const said = {
    v: 1 as const,
    root: vault.root,
    ledger: log.ledger,
    seq,
    hash,
    register,
    by: vault.me,
    at: vault.clock.stamp(),
  };
  const head = await signHead(said, vault.session.opened.signer);
  await vault.transport.call('ledgers', 'postHead', { ledger: log.ledger, head });
}

/** What comparing needs of the vault. */
export type Comparing = Pick<Vault, 'transport' | 'clock' | 'me' | 'person'>;
/** Whether somebody is in the record now, by the newest entries and register this device has. */
export type IsMember = (person: PersonId) => boolean;

/**
 * The entry up to which one other member's head agrees with ours; -1 where it says nothing. A head that is not by whom it
 * says, or by somebody who is no member any more, is nothing at all.
 */
async function agreedBy(mine: Comparing, log: Log<unknown>, isOther: IsMember, jws: string): Promise<number> {
  const by = headClaim(jws).payload.by;
  const person = isOther(by) ? mine.person(by) : undefined;
  if (person === undefined || log.replica === undefined) return -1;
  const head = await readHead(jws, person.signing);
  if (compareHeads(log.replica, head) === 'behind') await log.sync();
  // What came meanwhile may be their removal.
  if (!isOther(by)) return -1;
  const comparison = compareHeads(log.replica, head);
  take(log, comparison, jws);
  return comparison === 'same' || comparison === 'ahead' ? head.seq : -1;
}

/** What another member's verified head says of this record. */
function take(log: Log<unknown>, comparison: Comparison, jws: string): void {
  if (comparison === 'fork') log.raise('fork', [jws]);
  // They have verified more than the service shows here, also when asked again, and not because their build is newer.
  if (comparison === 'behind' && log.held === '') log.raise('rollback', [jws]);
}

/**
 * Compares with the heads other members posted. The newest entry up to which one of them holds the same history as this
 * device, -1 if none does; a fork ends the log.
 */
export async function crossCheck(mine: Comparing, log: Log<unknown>, isMember: IsMember): Promise<number> {
  const { heads, now } = await mine.transport.call('ledgers', 'heads', { ledger: log.ledger });
  mine.clock.hear(now);
  const isOther: IsMember = (person) => person !== mine.me && isMember(person);
  let agreed = -1;
  for (const jws of heads) {
    agreed = Math.max(agreed, await agreedBy(mine, log, isOther, jws).catch(() => -1));
  }
  return log.alarm === '' ? agreed : -1;
}

/** Whether everything after entry `agreed` is so new that the others have hardly had time to say they have it too. */
export function isAgreedLately(entries: readonly AppliedEntry[], agreed: number, now: number): boolean {
  if (agreed < 0) return false;
  const next = entries[agreed + 1];
  return next === undefined || now - next.entry.at <= freshSeconds;
}
