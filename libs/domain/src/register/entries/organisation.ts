import { organisationId } from '../../kernel/ids';
import { signingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, orEmpty, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { isNamed, say } from '../moment';
import type { Policy } from '../state';

/** What a clinical organisation of a trial says of pictures until somebody who speaks for it says otherwise. */
const trialCapture: Policy = {
  version: 1,
  professions: [],
  capture: 'personal-device',
  words:
    'Trial policy, published with the organisation by the registration officer. Own devices may be used for made-up cases. No patient’s picture belongs here.',
};

/**
 * Takes an organisation into the register. `anchor`: a defence organisation's own Ed25519 key, kept offline, without which
 * no officers begin its advisers; "" for none. Nothing changes that key later. In a trial a clinical organisation begins with a
 * policy on pictures.
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
    const policies = kind === 'clinical' && state.mode === 'trial' ? { capture: trialCapture } : {};
    const begun = { id, name, kind, anchor, status: 'good', offices: [], contacts: [], policies, teams: [] } as const;
    return { organisations: say(state.organisations, id, seq, begun) };
  },
});
