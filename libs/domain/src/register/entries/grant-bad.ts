import { entryId, organisationId } from '../../kernel/ids';
import { integer, object } from '../../kernel/shape';
import { changedKey } from '../changed-key';
import { registerEntry } from '../entry';
import { reported } from '../generations';

/** By an adviser: the organisation's key, as it was granted to them, did not open to the committed one. */
export const grantBad = registerEntry({
  type: 'grant-bad',
  since: 1,
  body: object({ thread: organisationId, gen: integer(1), entry: entryId }),
  scope: 'room',
  open: ['adviser'],
  apply: (now, entry, body) => changedKey(now, entry, body.thread, (key) => reported(key, entry.by, body.gen)),
});
