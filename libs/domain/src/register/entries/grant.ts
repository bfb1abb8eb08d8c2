import { blobRef } from '../../kernel/entry';
import { organisationId, personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { grantedTo } from '../generations';
import { personNow, say } from '../moment';
import { holdsNow, isActiveAdviser, newest, newestView } from '../view';

/** By an adviser who holds the organisation's key, to an adviser who does not yet. */
export const grant = registerEntry({
  type: 'grant',
  since: 1,
  body: object({ thread: organisationId, gen: integer(1), recipient: personId, blob: blobRef }),
  scope: 'room',
  open: ['adviser'],
  apply: (now, entry, body) => {
    const { state } = now;
    advises(now, entry, body.thread);
    const key = newest(state.orgKeys.get(body.thread));
    if (key === undefined) return refuse('org-key-missing');
    if (body.gen !== key.gen) refuse('wrong-generation');
    if (!key.holders.includes(entry.by)) refuse('not-a-holder');
    if (!isActiveAdviser(personNow(state, body.recipient), body.thread, entry.at)) refuse('wrong-recipients');
    const view = newestView(state);
    if (holdsNow(view, key, body.recipient)) refuse('already-holder');
    return {
      orgKeys: say(state.orgKeys, body.thread, entry.seq, { ...key, ...grantedTo(view, key, body.recipient) }),
    };
  },
});
