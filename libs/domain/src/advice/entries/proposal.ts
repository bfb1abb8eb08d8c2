import type { VerifiedClearance } from '../../clearance/document';
import { judgeProposed } from '../../clearance/judge';
import { blobRef } from '../../kernel/entry';
import { threadId } from '../../kernel/ids';
import { compactJws, gesture } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { answersHere, signedJustNow } from '../deciding';
import { gen } from '../dossier';
import { adviceEntry } from '../entry';
import { mayWrite, type Moment } from '../moment';

/** Whether what the first of two advisers signed may wait here for the second. */
function mayPropose(now: Moment, verified: VerifiedClearance): void {
  answersHere(now.state, verified.clearance);
  signedJustNow(now, verified);
  judgeProposed(verified, now);
}

/**
 * By the assigned adviser, where a duty asks for two: the clearance whole with their signature, for another adviser to sign
 * as well. Nobody is let in by it. A later one replaces it, a question or a takeover ends it.
 */
export const proposal = adviceEntry({
  type: 'proposal',
  since: 1,
  body: object({ clearance: compactJws, gesture, thread: threadId, gen, sealed: blobRef }),
  scope: 'room',
  open: ['assigned'],
  seals: true,
  may: (now, { clearance }) => {
    if (clearance !== undefined) mayPropose(now, clearance);
  },
  apply: (now, entry, body, verified) => {
    if (verified === undefined) return refuse('document-missing');
    mayPropose(now, verified);
    mayWrite(now, body);
    const proposed = { entry: entry.id, hash: verified.hash, gesture: body.gesture };
    return { progress: { stage: 'proposed', adviser: now.by, proposal: proposed, at: entry.at } };
  },
  line: (by) => `${by} signed a decision that a second adviser has to sign as well`,
});
