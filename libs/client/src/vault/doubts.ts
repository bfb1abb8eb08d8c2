import { Problem } from '@consilium/domain';
import type { Log } from '../ledgers/log';

/** What is wrong with the list of remembered heads that the service gives; "" for nothing. */
export type MemoryTrouble = '' | 'missing' | 'unreadable' | 'older';

/** What this device cannot be sure of, short of an alarm: reading and writing inside go on. */
export class Doubts {
  memory: MemoryTrouble = '';
  /** The person began a new list on this device since it was opened. */
  isBegunAnew = false;
  /** Whether another person has lately said that they verified the register this device knows. */
  isVouched = false;

  /** Asks once more what others have verified: of the register and of this case. */
  compare: (room?: string) => Promise<void> = () => Promise.resolve();

  /** Whether this device may be shown less than its person has seen before, and nobody else said otherwise. */
  get isForgetful(): boolean {
    return this.memory !== '' || this.isBegunAnew;
  }

  forget(): void {
    this.memory = '';
    this.isBegunAnew = false;
    this.isVouched = false;
  }
}

/** What is asked of the vault. */
interface Doubting {
  readonly doubts: Doubts;
  readonly register: Pick<Log<unknown>, 'doubt'>;
}

/** A case as far as others may have said what they verified of it. */
interface Vouched {
  readonly id: string;
  readonly log: Pick<Log<unknown>, 'doubt'>;
  readonly isAlone: boolean;
  readonly crossChecked: boolean;
}

const forgetful =
  'The list of what your devices have checked before is missing or does not open, so this device cannot tell whether it is shown everything. Until a colleague’s device has confirmed what is shown here, nothing is let out from it; reading and writing inside go on. Ask a colleague to open Consilium, then try again.';

/** By whose word a device that may have forgotten is believed: somebody's in the case or, in none or in one's own alone, of the register. */
const isVouched = (doubts: Doubts, room: Vouched | undefined): boolean =>
  room === undefined || room.isAlone ? doubts.isVouched : room.crossChecked;

/**
 * Passes what lets somebody or something out, decides, or changes keys. Not where another member has verified something else
 * than is shown here; and on a device that may have forgotten only once a second person has verified the same.
 */
export async function requireUndoubted(vault: Doubting, room?: Vouched): Promise<void> {
  const { doubts, register } = vault;
  if (doubts.isForgetful && !isVouched(doubts, room)) await doubts.compare(room?.id).catch(() => undefined);
  const doubt = register.doubt || (room?.log.doubt ?? '');
  if (doubt !== '') throw new Problem('wrong-state', doubt, { reason: 'doubted' });
  if (doubts.isForgetful && !isVouched(doubts, room))
    throw new Problem('wrong-state', forgetful, { reason: 'forgetful' });
}
