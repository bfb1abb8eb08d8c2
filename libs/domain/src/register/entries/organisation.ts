import { organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { isNamed, put } from '../moment';

export const organisation = registerEntry({
  type: 'organisation',
  since: 1,
  body: ({ organisationKinds }) =>
    object({ organisation: organisationId, name: text(120, 1), kind: oneOf(organisationKinds), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { organisation: id }) => lastAboutOrganisation(state, id),
  needsTwo: () => true,
  apply: ({ state }, { seq }, { organisation: id, name, kind }) => {
    isNamed(name);
    if (state.organisations.has(id)) refuse('organisation-exists');
    return { organisations: put(state.organisations, id, { id, name, kind, since: seq }) };
  },
});
