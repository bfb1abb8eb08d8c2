import { organisationId, personId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { personNow, say, vouchersOf } from '../moment';
import type { Person, RegisterView } from '../state';
import { advisersOf, newestView } from '../view';

/** The appointment counts once enough of those who serve now have confirmed it: as many as when it began, or as now. */
function vouchedFor(person: Person, by: Person['id'], view: RegisterView, at: number): Person {
  if (person.advises !== '') refuse('member-already');
  if (person.vouchers.includes(by)) refuse('member-already');
  const serving = advisersOf(view, person.appointed as Exclude<Person['appointed'], ''>, at);
  const vouchers = [...person.vouchers.filter((each) => serving.includes(each)), by];
  const needed = Math.max(person.needs, vouchersOf(serving.length));
  if (vouchers.length < needed) return { ...person, vouchers };
  return { ...person, advises: person.appointed, vouchers: [], needs: 0 };
}

function confirmed(person: Person, by: Person['id'], view: RegisterView, at: number): Person {
  if (person.role === 'adviser') return vouchedFor(person, by, view, at);
  if (person.memberOf !== '') refuse('member-already');
  return { ...person, memberOf: person.defence };
}

function ended(person: Person): Person {
  if (person.role === 'adviser' || person.memberOf === '') refuse('not-confirmed');
  return { ...person, memberOf: '' };
}

/**
 * By a serving adviser: their own organisation confirms somebody whom the officers say to be its member or its adviser, and
 * only then do they count as such; or it says that a clinician is its member no more.
 */
export const membership = registerEntry({
  type: 'membership',
  since: 1,
  body: object({
    person: personId,
    organisation: organisationId,
    state: oneOf(['confirmed', 'ended'] as const),
    ...byGesture,
  }),
  scope: 'room',
  open: ['adviser'],
  changes: (state, { person }) => lastAbout(state, person),
  apply: (now, entry, { person: id, organisation, state: to }) => {
    const { state } = now;
    advises(now, entry, organisation);
    const person = personNow(state, id) ?? refuse('person-unknown');
    const saidToBe = person.role === 'adviser' ? person.appointed : person.defence;
    if (saidToBe !== organisation) refuse('not-said-to-be-a-member');
    const after = to === 'confirmed' ? confirmed(person, entry.by, newestView(state), entry.at) : ended(person);
    return { people: say(state.people, id, entry.seq, after) };
  },
});
