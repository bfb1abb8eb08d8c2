import { blobRef } from '../../kernel/entry';
import { threadId } from '../../kernel/ids';
import { compactJws, gesture, type Gesture } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { mayBeginDecision, mayDecide } from '../deciding';
import { gen } from '../dossier';
import { adviceEntry } from '../entry';
import { assignedTo, mayWrite, proposalOf, type Moment } from '../moment';

/** The first adviser's gesture was fresh when it was proposed; no other may stand in its place. */
function asProposed({ state, by }: Moment, made: Gesture): void {
  if (by === assignedTo(state)) return;
  if (JSON.stringify(proposalOf(state)?.gesture) !== JSON.stringify(made)) refuse('not-proposed');
}

/**
 * By the assigned adviser: the clearance whole; `sealed`: the reasons, under the dossier thread. Where two sign, by the
 * second adviser: clearance and gesture exactly as proposed, and their own.
 */
export const decision = adviceEntry({
  type: 'decision',
  since: 1,
  body: object({
    clearance: compactJws,
    gesture,
    'second?': object({ jws: compactJws, gesture }),
    thread: threadId,
    gen,
    sealed: blobRef,
  }),
  scope: 'room',
  open: ['assigned', 'adviser'],
  seals: true,
  may: (now, { clearance }) => {
    if (clearance === undefined) mayBeginDecision(now);
    else mayDecide(now, clearance);
  },
  apply: (now, entry, body, verified) => {
    if (verified === undefined) return refuse('document-missing');
    mayDecide(now, verified);
    asProposed(now, body.gesture);
    mayWrite(now, body);
    const { clearance, hash } = verified;
    return { progress: { stage: 'decided', adviser: clearance.by, clearance, hash, at: entry.at } };
  },
  line: (by) => `${by} signed: the request is decided`,
});
