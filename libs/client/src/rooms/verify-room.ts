import { advance, Refused } from '@consilium/ledger';
import type { Room } from '../replicas/room';

/** Everything in the ledger checked again from the first entry, as this device has it. */
export async function verifyRoom(room: Room): Promise<{ entries: number; head: string; says: string }> {
  await room.sync();
  room.log.requireSound();
  const wires = room.log.entries.map(({ wire }) => wire);
  const options = { ...(await room.vault.judging(-1)), expectLedger: room.id, expectsBody: () => false };
  try {
    const { replica } = await advance(room.log.book, undefined, wires, options);
    const withheld = room.log.entries.filter(({ body }) => body === undefined).length;
    const unseen = withheld === 0 ? '' : ` Of ${String(withheld)} you may see only author, kind and time.`;
    const upTo = `Another member’s device has verified the same history up to entry ${String(room.agreedSeq + 1)}`;
    const later = room.crossChecked ? '.' : '; what came after is not cross-checked yet.';
    const checked = room.agreedSeq < 0 ? 'History not cross-checked with another member yet.' : `${upTo}${later}`;
    const newer = room.log.held === '' ? '' : ' What follows them needs a newer version of Consilium to be checked.';
    return {
      entries: wires.length,
      head: replica.head.hash,
      says: `${String(wires.length)} entries: every signature, every link to the entry before, and every rule was checked again.${unseen}${newer} ${checked}`,
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    room.log.refuse(error);
    throw error;
  }
}
