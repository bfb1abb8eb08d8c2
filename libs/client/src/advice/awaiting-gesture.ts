import { Problem, type PersonId } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import type { Advice } from '../replicas/advice';

/** Something written and signed, waiting for the passkey gesture over its hash. */
export interface Awaiting {
  readonly by: PersonId;
  readonly advice: Advice;
  readonly jws: string;
  readonly hash: string;
  readonly reasons: string;
}

/** What stands between "show me what I sign" and the gesture; each good for one gesture of the person who prepared it. */
export class AwaitingGesture<A extends Awaiting> {
  private readonly awaiting = new Map<string, A>();

  /** Gives the name to take it by. */
  keep(prepared: A): string {
    const name = newEntryId();
    this.awaiting.set(name, prepared);
    return name;
  }

  /** What stands under the name. Throws where it was prepared by somebody else, or keys were locked since. */
  get(name: string): A {
    const prepared = this.awaiting.get(name);
    if (prepared?.advice.vault.isOpen !== true || prepared.by !== prepared.advice.vault.me)
      throw new Problem('wrong-state', 'This decision was not prepared here. Look at it again and sign.');
    return prepared;
  }

  /** Forgets it: a gesture was given for it. */
  forget(name: string): void {
    this.awaiting.delete(name);
  }
}
