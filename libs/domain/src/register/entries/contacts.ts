import { organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { list, object, oneOf, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { say } from '../moment';
import { spokenFor } from '../offices';

/** By whoever speaks for an organisation: where it is reached from now on, its on-call number among it. The whole list. */
export const contacts = registerEntry({
  type: 'contacts',
  since: 1,
  body: ({ contactKinds }) =>
    object({
      organisation: organisationId,
      contacts: list(object({ kind: oneOf(contactKinds), reach: text(120, 1) }), { max: 10 }),
      ...byGesture,
    }),
  scope: 'room',
  open: ['clinician', 'adviser'],
  changes: (state, { organisation }) => lastAboutOrganisation(state, organisation),
  apply: (now, entry, { organisation: id, contacts: said }) => {
    const organisation = spokenFor(now, entry, id);
    if (JSON.stringify(said) === JSON.stringify(organisation.contacts)) refuse('nothing-changes');
    return { organisations: say(now.state.organisations, id, entry.seq, { ...organisation, contacts: said }) };
  },
});
