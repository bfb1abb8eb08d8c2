import { registerEntry } from '../entry';
import { findProposed, lastAboutProposed, ofProposed, without } from '../proposed';

/** By an officer, the proposer included: an act of power that waits is dropped. */
export const decline = registerEntry({
  type: 'decline',
  since: 1,
  body: ofProposed,
  scope: 'room',
  open: ['officer'],
  isOfRestoring: true,
  changes: lastAboutProposed,
  apply: ({ state }, _entry, body) => {
    findProposed(state, body);
    return { proposed: without(state, body.proposed) };
  },
});
