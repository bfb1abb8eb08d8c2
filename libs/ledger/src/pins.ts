import type { Clearance, Hash, LedgerKind } from '@consilium/domain';
import type { History } from './history';
import type { RegisterReader } from './register-reader';

/** A head that was named and is not in the history known here belongs to another history; one not known yet is for the rule books. */
function isElsewhere(known: Hash | undefined, pinned: string): boolean {
  return known !== undefined && known !== pinned;
}

/**
 * What a clearance pins and this reader knows otherwise, as a code: the register its adviser saw, and in the room the
 * head its requester saw. Whoever showed adviser or requester another history is found out here.
 */
export function brokenPin(
  kind: LedgerKind,
  { register: pinned, roomHead }: Clearance,
  register: Pick<RegisterReader, 'registerHash'> | undefined,
  history: Pick<History, 'at'>,
): 'wrong-register' | 'wrong-room-head' | undefined {
  if (isElsewhere(register?.registerHash(pinned.seq), pinned.hash)) return 'wrong-register';
  if (kind === 'room' && isElsewhere(history.at(roomHead.seq), roomHead.hash)) return 'wrong-room-head';
  return undefined;
}
