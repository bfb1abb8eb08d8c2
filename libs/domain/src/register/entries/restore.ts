import { registerHead } from '../../kernel/entry';
import { hash, ledgerId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, list, object, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import type { RecordHead, RegisterState } from '../state';

const mostRecords = 200;

/** One record: the entry with which the database has it, and the newest one that somebody had of it before. */
const record = object({ ledger: ledgerId, kept: registerHead, lost: object({ seq: integer(0), hash }) });

/** What is named as kept is an entry, or none at all; and something came after it. */
function isLost({ kept, lost }: { readonly kept: RecordHead; readonly lost: RecordHead }): void {
  if ((kept.seq === -1) !== (kept.hash === '') || lost.seq <= kept.seq) refuse('nothing-lost');
}

/**
 * The register itself goes on from what was kept of it with this act and nothing before: whoever wrote on had not heard that
 * something is missing, and has to look again.
 */
function isFirstAfter({ hashes, wentOn }: RegisterState, { seq, hash: kept }: RecordHead): void {
  if (hashes[seq] !== kept) refuse('kept-elsewhere');
  if (wentOn > seq) refuse('register-went-on');
}

/**
 * By two officers: the service went back to an older copy of its database, and what these records had after the entries kept
 * is lost. Devices that knew more go on with what is there, once each, but for what they knew against anybody.
 */
export const restore = registerEntry({
  type: 'restore',
  since: 1,
  body: object({ ledgers: list(record, { min: 1, max: mostRecords }), reason: text(1000, 1), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: ({ restored }) => restored.at(-1)?.seq ?? -1,
  needsTwo: () => true,
  isOfRestoring: true,
  apply: ({ state }, { seq }, { ledgers }) => {
    if (new Set(ledgers.map(({ ledger }) => ledger)).size < ledgers.length) refuse('record-repeated');
    for (const each of ledgers) {
      isLost(each);
      if (each.ledger === state.root) isFirstAfter(state, each.kept);
    }
    return { restored: [...state.restored, ...ledgers.map((each) => ({ seq, ...each }))] };
  },
});
