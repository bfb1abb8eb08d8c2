import { blobRef } from '../../kernel/entry';
import { threadId } from '../../kernel/ids';
import { object } from '../../kernel/shape';
import { gen } from '../dossier';
import { adviceEntry } from '../entry';
import { mayWrite, withAdviser } from '../moment';

/** By the assigned adviser. */
export const question = adviceEntry({
  type: 'question',
  since: 1,
  body: object({ thread: threadId, gen, sealed: blobRef }),
  scope: 'thread',
  open: ['assigned'],
  seals: true,
  apply: (now, _entry, body) => {
    mayWrite(now, body);
    return withAdviser(now, 'questioned');
  },
  line: (by) => `${by} asked for more information`,
});
