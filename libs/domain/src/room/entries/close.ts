import { object, oneOf } from '../../kernel/shape';
import type { CloseOutcome } from '../../words/lists';
import { roomEntry } from '../entry';
import { ownerOnly } from '../standings';

/** How a case ended, as a sentence goes on: "closed the case: advice given". */
export const closeOutcomeWords: Readonly<Record<CloseOutcome, string>> = {
  'advice-given': 'advice given',
  'no-longer-needed': 'no longer needed',
  referred: 'referred',
};

/** By the owner. */
export const close = roomEntry({
  type: 'close',
  since: 1,
  body: ({ closeOutcomes }) => object({ outcome: oneOf(closeOutcomes) }),
  scope: 'room',
  open: ownerOnly,
  inClosedRoom: false,
  acts: { close: () => undefined },
  apply: (_now, { at }, { outcome }) => ({ closed: { at, outcome } }),
  line: ({ by, body: { outcome } }) => `${by} closed the case: ${closeOutcomeWords[outcome]}`,
  stands: true,
});
