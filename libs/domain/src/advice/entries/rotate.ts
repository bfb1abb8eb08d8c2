import { grantRefs } from '../../kernel/entry';
import { hash, threadId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { back, isLink } from '../../register/generations';
import { gen } from '../dossier';
import { adviceEntry } from '../entry';
import { parties, usableKey } from '../moment';
import type { AdviceState } from '../state';

/** The two to whom every generation of an advice thread is granted, sorted. The organisation's id stands for its advisers. */
export function recipientsOf({ requester, org }: Pick<AdviceState, 'requester' | 'org'>): readonly PersonId[] {
  return [requester, org as string as PersonId].toSorted();
}

/** Grants to exactly the requester and the organisation (sorted), under `orgGen`, the newest generation of its key. */
export const rotate = adviceEntry({
  type: 'rotate',
  since: 1,
  body: object({
    thread: threadId,
    gen,
    kc: hash,
    back,
    orgGen: integer(1),
    grants: grantRefs,
  }),
  scope: 'thread',
  open: parties,
  seals: true,
  apply: ({ state, view, at }, _entry, body) => {
    if (body.gen !== state.gen + 1) refuse('wrong-generation');
    if (body.back.gen !== state.gen) refuse('wrong-back');
    isLink(body.back);
    if (body.orgGen !== usableKey(view, state.org, at).gen) refuse('org-key-due');
    const recipients = body.grants.map(({ recipient }) => recipient);
    if (recipients.join() !== recipientsOf(state).join()) refuse('wrong-recipients');
    const requesterKey = view.person(state.requester)?.kid ?? '';
    return { gen: body.gen, kc: body.kc, orgGen: body.orgGen, requesterKey, asOf: view.seq };
  },
  line: (by) => `${by} changed the key of the request`,
});
