import { organisationId, personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { appointedAt, beginsOrEnds, notAppointed, openOrganisation, personNow, say } from '../moment';

/**
 * Ends or begins again an adviser's appointment; a credential with the role `adviser` begins it. Whom their organisation's
 * advisers have to confirm counts once they did.
 */
export const appointment = registerEntry({
  type: 'appointment',
  since: 1,
  body: object({
    person: personId,
    organisation: organisationId,
    state: oneOf(beginsOrEnds),
    ...byGesture,
  }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { person }) => lastAbout(state, person),
  needsTwo: (_now, { state }) => state === 'begun',
  apply: ({ state }, { seq, at }, body) => {
    const person = personNow(state, body.person);
    if (person === undefined) return refuse('person-unknown');
    if (person.role !== 'adviser' || person.organisation !== body.organisation) refuse('not-appointed');
    const begins = body.state === 'begun';
    if (begins) openOrganisation(state, body.organisation);
    if (begins && person.appointed !== '') refuse('already-appointed');
    if (!begins && person.appointed === '') refuse('not-appointed');
    const appointed = begins ? appointedAt(state, body.organisation, at) : notAppointed;
    return { people: say(state.people, person.id, seq, { ...person, ...appointed }) };
  },
});
