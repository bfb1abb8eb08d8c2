import { keyId, organisationId, personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { bytes, object } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { organisationNow, personNow, say } from '../moment';
import { advisersOf, newestView } from '../view';

/**
 * Where nobody serves who could confirm an adviser, the organisation's own key does: an officer hands over what it signed,
 * and can make nothing of the kind. `signature`: by the anchor, over this person, these keys and `asOf`, so that it is good
 * for this appointment and no later one.
 */
export const anchored = registerEntry({
  type: 'anchored',
  since: 1,
  body: object({ person: personId, organisation: organisationId, kid: keyId, signature: bytes(64), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { person }) => lastAbout(state, person),
  apply: ({ state, anchored: verifiedBy }, { seq, at }, { person: id, organisation, kid }) => {
    const person = personNow(state, id) ?? refuse('person-unknown');
    if (person.appointed !== organisation) refuse('not-said-to-be-a-member');
    if (person.advises !== '') refuse('member-already');
    const anchor = organisationNow(state, organisation)?.anchor ?? '';
    if (anchor === '') refuse('no-anchor');
    if (advisersOf(newestView(state), organisation, at).length > 0) refuse('adviser-serves');
    if (person.kid !== kid) refuse('keys-differ');
    if (verifiedBy !== anchor) refuse('document-missing');
    return { people: say(state.people, id, seq, { ...person, advises: organisation, vouchers: [], needs: 0 }) };
  },
});
