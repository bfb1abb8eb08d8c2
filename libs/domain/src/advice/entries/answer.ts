import { blobRef } from '../../kernel/entry';
import { threadId } from '../../kernel/ids';
import { notIdentifiersIn, withNotIdentifiers } from '../../identifiers/said';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { gen } from '../dossier';
import { adviceEntry } from '../entry';
import { mayWrite, withAdviser } from '../moment';

/** By the requester. */
export const answer = adviceEntry({
  type: 'answer',
  since: 1,
  body: (words) => object({ thread: threadId, gen, notIdentifiers: notIdentifiersIn(words), sealed: blobRef }),
  scope: 'thread',
  open: ['requester'],
  seals: true,
  apply: (now, _entry, body) => {
    mayWrite(now, body);
    if (now.state.dossier?.hash !== now.state.submitted) refuse('dossier-not-submitted');
    return withAdviser(now, 'assigned');
  },
  line: (by, body) => withNotIdentifiers(`${by} answered`, body?.notIdentifiers),
});
