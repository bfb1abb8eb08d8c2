import { grantRefs } from '../../kernel/entry';
import { hash, organisationId } from '../../kernel/ids';
import { sealingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { back, begun, isLink, mayLinkTo } from '../generations';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { say } from '../moment';
import { advisersOf, newest, newestView } from '../view';

/**
 * The organisation's sealing key. `thread` = organisation, granted to exactly its active advisers. Any of them who was granted
 * the previous key begins the next; who was not, or to whom it did not open, skips it, as in a room.
 */
export const orgKey = registerEntry({
  type: 'org-key',
  since: 1,
  body: object({
    thread: organisationId,
    gen: integer(1),
    kc: hash,
    back,
    grants: grantRefs,
    public: sealingPublic,
    ...byGesture,
  }),
  scope: 'room',
  open: ['adviser'],
  changes: (state, { thread }) => lastAboutOrganisation(state, thread),
  apply: (now, entry, body) => {
    const { state } = now;
    advises(now, entry, body.thread);
    const before = newest(state.orgKeys.get(body.thread));
    if (body.gen !== (before?.gen ?? 0) + 1) refuse('wrong-generation');
    isLink(body.back);
    const view = newestView(state);
    const holders = advisersOf(view, body.thread, entry.at);
    const beginner = { by: entry.by, view, colleagues: holders };
    if (before !== undefined) mayLinkTo(beginner, before, body.back.gen);
    else if (body.back.gen > 0) refuse('wrong-back');
    const granted = body.grants.map(({ recipient }) => recipient);
    if (granted.join() !== holders.join()) refuse('wrong-recipients');
    const key = { ...begun(beginner, before, { ...body, holders }), public: body.public };
    return { orgKeys: say(state.orgKeys, body.thread, entry.seq, key) };
  },
});
