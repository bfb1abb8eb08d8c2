import {
  isSameRecipient,
  Problem,
  recipientNow,
  stageAt,
  type AdviceState,
  type Clearance,
  type Person,
  type RecipientKeys,
} from '@consilium/domain';
import { keysFingerprint } from '@consilium/ledger';
import type { Advice } from '../replicas/advice';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type { RecipientKeysView } from './views';

/** A decision that lets somebody in, or would again once it is reinstated. */
function inForce(
  vault: Vault,
  state: AdviceState,
): { readonly clearance: Clearance; readonly hash: string } | undefined {
  const { progress } = state;
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return undefined;
  const stage = stageAt(state, vault.clock.now(), { view: vault.view });
  if (stage === 'expired') return undefined;
  const { clearance, hash } = progress;
  return vault.view.clearance(clearance.id, hash, clearance.org) === 'ended' ? undefined : progress;
}

function aboutOf({ clearance, hash }: { readonly clearance: Clearance; readonly hash: string }) {
  return { clearance: clearance.id, hash, organisation: clearance.org };
}

/** The keys that the colleague has now, where the decision names others and no adviser has confirmed these. */
function unconfirmed(vault: Vault, clearance: Clearance, hash: string): Person | undefined {
  const person = vault.person(clearance.recipient.person);
  if (person?.registration?.number !== clearance.recipient.number) return undefined;
  return isSameRecipient(recipientNow(clearance, hash, vault.view), person) ? undefined : person;
}

/** Whether the decision lets in nobody until an adviser confirms new keys of the colleague. */
export function waitsForKeys({ vault, state }: Advice): boolean {
  const decided = inForce(vault, state);
  return decided !== undefined && unconfirmed(vault, decided.clearance, decided.hash) !== undefined;
}

function seenOfKeys(vault: Vault, about: ReturnType<typeof aboutOf>, { kid, sealing }: RecipientKeys): string {
  return `${kid} ${seenOf(vault, 'clearance-rekey', { ...about, kid, sealing })}`;
}

/** New keys of the colleague, for an adviser to confirm; undefined where nothing waits for it. */
export function recipientKeysView({ vault, state }: Advice): RecipientKeysView | undefined {
  const decided = inForce(vault, state);
  const person = decided && unconfirmed(vault, decided.clearance, decided.hash);
  if (decided === undefined || person === undefined) return undefined;
  return {
    digits: keysFingerprint(person.kid),
    byOfficers: person.replaced > decided.clearance.register.seq,
    seen: seenOfKeys(vault, aboutOf(decided), person),
  };
}

/** By an adviser, with a gesture: the colleague's new keys are that colleague's, and the decision lets them in again. */
export async function confirmRecipientKeys({ vault, state }: Advice, seen: string): Promise<void> {
  await vault.register.sync();
  const decided = inForce(vault, state);
  const person = decided && unconfirmed(vault, decided.clearance, decided.hash);
  if (decided === undefined || person === undefined) throw new Problem('wrong-state', 'No new keys wait here.');
  const { kid, sealing } = person;
  const about = aboutOf(decided);
  await confirmAndWrite(vault, {
    type: 'clearance-rekey',
    body: { ...about, kid, sealing },
    seen,
    shows: () => seenOfKeys(vault, about, vault.person(person.id) ?? person),
  });
}
