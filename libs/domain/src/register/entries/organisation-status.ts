import { organisationId, type OrganisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { notAppointed, organisationNow, say } from '../moment';
import type { Person, RegisterState } from '../state';
import { newest } from '../view';

/** What a retired organisation leaves of somebody: nobody advises for it, and nobody is its member. */
function after(person: Person, organisation: OrganisationId): Person | undefined {
  const appointed = person.appointed === organisation ? notAppointed : {};
  const member = person.memberOf === organisation ? { memberOf: '' as const } : {};
  const changed = { ...appointed, ...member };
  return Object.keys(changed).length === 0 ? undefined : { ...person, ...changed };
}

function peopleAfter({ people }: RegisterState, organisation: OrganisationId, seq: number): RegisterState['people'] {
  const changed = new Map(people);
  for (const [id, history] of people) {
    const person = newest(history);
    const left = person && after(person, organisation);
    if (left !== undefined) changed.set(id, [...history, { seq, value: left }]);
  }
  return changed;
}

/**
 * An organisation that is no more: it takes nobody in, its advisers serve no longer, its members, offices and teams end. What it
 * decided and who worked there stays as it was written. Given back, by two officers, it begins with nobody.
 */
export const organisationStatus = registerEntry({
  type: 'organisation-status',
  since: 1,
  body: ({ organisationStatuses }) =>
    object({ organisation: organisationId, status: oneOf(organisationStatuses), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { organisation }) => lastAboutOrganisation(state, organisation),
  needsTwo: (_now, { status }) => status === 'good',
  apply: ({ state }, { seq }, { organisation: id, status }) => {
    const organisation = organisationNow(state, id);
    if (organisation === undefined) return refuse('organisation-unknown');
    if (organisation.status === status) refuse('nothing-changes');
    const organisations = say(state.organisations, id, seq, { ...organisation, status, offices: [], teams: [] });
    return status === 'good' ? { organisations } : { organisations, people: peopleAfter(state, id, seq) };
  },
});
