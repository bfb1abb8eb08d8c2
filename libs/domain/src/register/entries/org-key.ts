import { grantRefs } from '../../kernel/entry';
import { hash, organisationId } from '../../kernel/ids';
import { sealingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { bytes, integer, object, orEmpty } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { say } from '../moment';
import { advisersOf, keysOfNow, newest, newestView } from '../view';

/**
 * The organisation's sealing key. `thread` = organisation, granted to exactly its active advisers. Any of them may begin a
 * generation, also without the previous key: else the last adviser's leaving would end it all.
 */
export const orgKey = registerEntry({
  type: 'org-key',
  since: 1,
  body: object({
    thread: organisationId,
    gen: integer(1),
    kc: hash,
    back: orEmpty(bytes(60)),
    grants: grantRefs,
    public: sealingPublic,
  }),
  scope: 'room',
  open: ['adviser'],
  apply: (now, entry, body) => {
    const { state } = now;
    advises(now, entry, body.thread);
    const gen = (newest(state.orgKeys.get(body.thread))?.gen ?? 0) + 1;
    if (body.gen !== gen) refuse('wrong-generation');
    if ((body.back === '') !== (gen === 1)) refuse('wrong-back');
    const view = newestView(state);
    const holders = advisersOf(view, body.thread, entry.at);
    const granted = body.grants.map(({ recipient }) => recipient);
    if (granted.join() !== holders.join()) refuse('wrong-recipients');
    const key = { gen, kc: body.kc, public: body.public, holders, sealedTo: keysOfNow(view, holders) };
    return { orgKeys: say(state.orgKeys, body.thread, entry.seq, key) };
  },
});
