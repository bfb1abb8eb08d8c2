import {
  isSameRecipient,
  Problem,
  recipientNow,
  stageAt,
  type ActToWrite,
  type Clearance,
  type Person,
  type RecipientKeys,
} from '@consilium/domain';
import { keysFingerprint } from '@consilium/ledger';
import type { Advice } from '../replicas/advice';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type { RecipientKeysView } from './views';

/** A decision that lets in nobody until an adviser confirms other keys, which the colleague has now. */
interface Waiting {
  readonly clearance: Clearance;
  readonly about: Pick<ActToWrite<'clearance-rekey'>, 'clearance' | 'hash' | 'organisation'>;
  readonly person: Person;
}

/** Of a decision in force, or suspended: undefined where it names the colleague's keys, or they were confirmed since. */
function waiting({ vault, state: { progress }, state }: Advice): Waiting | undefined {
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return undefined;
  const { view } = vault;
  const { clearance, hash } = progress;
  const { id, org, recipient } = clearance;
  if (stageAt(state, vault.clock.now(), { view }) === 'expired' || view.clearance(id, hash, org) === 'ended')
    return undefined;
  const person = vault.person(recipient.person);
  if (person?.registration?.number !== recipient.number) return undefined;
  if (isSameRecipient(recipientNow(clearance, hash, view), person)) return undefined;
  return { clearance, about: { clearance: id, hash, organisation: org }, person };
}

export const waitsForKeys = (advice: Advice): boolean => waiting(advice) !== undefined;

function seenOfKeys(vault: Vault, about: Waiting['about'], { kid, sealing }: RecipientKeys): string {
  return `${kid} ${seenOf(vault, 'clearance-rekey', { ...about, kid, sealing })}`;
}

/** New keys of the colleague, for an adviser to confirm; undefined where nothing waits for it. */
export function recipientKeysView(advice: Advice): RecipientKeysView | undefined {
  const found = waiting(advice);
  if (found === undefined) return undefined;
  const { clearance, about, person } = found;
  return {
    digits: keysFingerprint(person.kid),
    byOfficers: person.replaced > clearance.register.seq,
    seen: seenOfKeys(advice.vault, about, person),
  };
}

/** By an adviser, with a gesture: the colleague's new keys are that colleague's, and the decision lets them in again. */
export async function confirmRecipientKeys(advice: Advice, seen: string): Promise<void> {
  const { vault } = advice;
  await vault.register.sync();
  const found = waiting(advice);
  if (found === undefined) throw new Problem('wrong-state', 'No new keys wait here.');
  const { about, person } = found;
  const { kid, sealing } = person;
  await confirmAndWrite(vault, {
    type: 'clearance-rekey',
    body: { ...about, kid, sealing },
    seen,
    shows: () => seenOfKeys(vault, about, vault.person(person.id) ?? person),
  });
}
