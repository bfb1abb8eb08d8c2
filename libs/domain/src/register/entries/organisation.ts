import { organisationId } from '../../kernel/ids';
import { signingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, orEmpty, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { isNamed, say } from '../moment';

/**
 * Takes an organisation into the register. `anchor`: a defence organisation's own Ed25519 key, kept offline, without which
 * no officers begin its advisers; "" for none. Nothing changes that key later.
 */
export const organisation = registerEntry({
  type: 'organisation',
  since: 1,
  body: ({ organisationKinds }) =>
    object({
      organisation: organisationId,
      name: text(120, 1),
      kind: oneOf(organisationKinds),
      anchor: orEmpty(signingPublic),
      ...byGesture,
    }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { organisation: id }) => lastAboutOrganisation(state, id),
  needsTwo: () => true,
  apply: ({ state }, { seq }, { organisation: id, name, kind, anchor }) => {
    isNamed(name);
    if (kind === 'clinical' && anchor !== '') refuse('anchor-unexpected');
    if (state.organisations.has(id)) refuse('organisation-exists');
    const begun = { id, name, kind, anchor, status: 'good', offices: [], contacts: [], policies: {} } as const;
    return { organisations: say(state.organisations, id, seq, begun) };
  },
});
