import { object } from '../../kernel/shape';
import { describes, mayDescribe } from '../describing';
import { roomEntry } from '../entry';
import { sealedText } from '../sealed-text';
import { ownerOnly } from '../standings';

/** By the owner, in the case thread. */
export const title = roomEntry({
  type: 'title',
  since: 1,
  body: object(sealedText),
  scope: 'thread',
  open: ownerOnly,
  inClosedRoom: false,
  acts: { title: mayDescribe },
  apply: describes,
  line: ({ by }) => `${by} named the case`,
  stands: false,
});
