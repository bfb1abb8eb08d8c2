import type { RegisterHead } from '@consilium/domain';
import { compareHeads, headClaim, readHead, signHead } from '@consilium/ledger';
import type { Vault } from '../vault';
import type { Log } from './log';

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
    at: vault.clock.now(),
  };
  const head = await signHead(said, vault.session.opened.signer);
  await vault.transport.call('ledgers', 'postHead', { ledger: log.ledger, head });
}

/** One other member's head against ours; a head that is not by whom it says is nothing at all. */
async function agrees(vault: Vault, log: Log<unknown>, jws: string): Promise<boolean> {
  const by = headClaim(jws).payload.by;
  const person = by === vault.me ? undefined : vault.person(by);
  if (person === undefined || log.replica === undefined) return false;
  const head = await readHead(jws, person.signing);
  if (compareHeads(log.replica, head) === 'behind') await log.sync();
  const comparison = compareHeads(log.replica, head);
  if (comparison === 'fork') log.raise('fork', [jws]);
  // A colleague has verified more than the service shows here, also when asked again.
  if (comparison === 'behind') log.raise('rollback', [jws]);
  return comparison === 'same' || comparison === 'ahead';
}

/** Compares with the heads other members posted. True once one of them agrees with this device; a fork ends the log. */
export async function crossCheck(vault: Vault, log: Log<unknown>): Promise<boolean> {
  const { heads, now } = await vault.transport.call('ledgers', 'heads', { ledger: log.ledger });
  vault.clock.hear(now);
  let agreed = false;
  for (const jws of heads) {
    const isAgreed = await agrees(vault, log, jws).catch(() => false);
    agreed ||= isAgreed;
  }
  return agreed && log.alarm === '';
}
