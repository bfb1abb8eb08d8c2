import { object } from '../../kernel/shape';
import { describes, mayDescribe } from '../describing';
import { roomEntry } from '../entry';
import { sealedText } from '../sealed-text';
import { ownerOnly } from '../standings';

/** By the owner, in the case thread: specialty, urgency, age band, question, sealed as one JSON text. */
export const form = roomEntry({
  type: 'form',
  since: 1,
  body: object(sealedText),
  scope: 'thread',
  open: ownerOnly,
  inClosedRoom: false,
  acts: { form: mayDescribe },
  apply: describes,
  line: ({ by }) => `${by} filled in the case form`,
  stands: false,
});
