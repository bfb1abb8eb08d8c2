import { refuse } from '../../kernel/refusal';
import { registerEntry } from '../entry';
import { findProposed, isByTheSame, isHeardOf, lastAboutProposed, ofProposed, stillWaits, without } from '../proposed';

/**
 * By another officer than the one who proposed it: the act takes effect, from this entry on, if each of the two could have
 * written it now. What is announced first waits for that. It lapses after seven days, and when its matter moves on or its proposer may act no more.
 */
export const confirm = registerEntry({
  type: 'confirm',
  since: 1,
  body: ofProposed,
  scope: 'room',
  open: ['officer'],
  changes: lastAboutProposed,
  apply: (now, { at, by }, body) => {
    const found = findProposed(now.state, body);
    if (found.entry.by === by) refuse('confirms-own-act');
    isHeardOf(found, at);
    stillWaits(found, at);
    isByTheSame(now.state, found);
    now.again(found, by);
    return { ...now.again(found, found.entry.by), proposed: without(now.state, body.proposed) };
  },
});
