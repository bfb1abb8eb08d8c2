import { newestChange, touchedByAdvice, touchedByRoom, type RegisterState } from '@consilium/domain';
import type { AnyReplica } from './any-replica';

/** Seq of the newest register entry that changed anything this ledger's rules look at; −1 if none did. */
export function newestTouch(replica: AnyReplica | undefined, register: RegisterState): number {
  if (replica?.kind === 'room') return newestChange(register, touchedByRoom(replica.state));
  if (replica?.kind === 'advice') return newestChange(register, touchedByAdvice(replica.state));
  return -1;
}
