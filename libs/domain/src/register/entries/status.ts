import { personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, seconds, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { personNow, say } from '../moment';

/** Register status of a person, or the end of their access: by one officer. What ends that takes two. */
export const status = registerEntry({
  type: 'status',
  since: 1,
  body: ({ personStatuses }) =>
    object({ person: personId, status: oneOf(personStatuses), source: text(80, 1), checkedAt: seconds, ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { person }) => lastAbout(state, person),
  needsTwo: ({ state }, body) => body.status === 'good' && personNow(state, body.person)?.status !== 'good',
  isAnnounced: ({ state }, { person }) => personNow(state, person)?.role === 'officer',
  apply: ({ state }, { by, seq }, body) => {
    if (body.person === by) refuse('own-status');
    const person = personNow(state, body.person);
    if (person === undefined) return refuse('person-unknown');
    const said = { status: body.status, statusSource: body.source, statusCheckedAt: body.checkedAt };
    return { people: say(state.people, person.id, seq, { ...person, ...said }) };
  },
});
