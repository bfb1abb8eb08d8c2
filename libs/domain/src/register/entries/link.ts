import { organisationId } from '../../kernel/ids';
import { bytes, integer, object } from '../../kernel/shape';
import { changedKey } from '../changed-key';
import { registerEntry } from '../entry';
import { linked } from '../generations';

/** An earlier generation of the organisation's key sealed under the newest, by an adviser who holds both. */
export const link = registerEntry({
  type: 'link',
  since: 1,
  body: object({ thread: organisationId, gen: integer(1), under: integer(1), key: bytes(60) }),
  scope: 'room',
  open: ['adviser'],
  apply: (now, entry, body) => changedKey(now, entry, body.thread, (key) => linked(key, entry.by, body)),
});
