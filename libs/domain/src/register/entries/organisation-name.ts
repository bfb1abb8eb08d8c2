import { organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { isNamed, openOrganisation, say } from '../moment';

/** What an organisation is called from now on. It stays the same organisation: its people, key and anchor do not move. */
export const organisationName = registerEntry({
  type: 'organisation-name',
  since: 1,
  body: object({ organisation: organisationId, name: text(120, 1), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { organisation }) => lastAboutOrganisation(state, organisation),
  needsTwo: () => true,
  apply: ({ state }, { seq }, { organisation: id, name }) => {
    isNamed(name);
    const organisation = openOrganisation(state, id);
    if (organisation.name === name) refuse('nothing-changes');
    return { organisations: say(state.organisations, id, seq, { ...organisation, name }) };
  },
});
