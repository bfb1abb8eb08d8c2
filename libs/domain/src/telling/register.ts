import type { PersonId } from '../kernel/ids';
import type { RegisterBody, RegisterEntryType } from '../register/rows';
import type { RegisterState } from '../register/state';
import { advisersOf, isGood } from '../register/view';
import { nobody, type About, type Rule, type Rules, type Said } from './about';

type Register = About<RegisterState>;
type Bodies = { readonly [Type in RegisterEntryType]: RegisterBody<Type> };
type OfSomebody = { readonly person: PersonId };

/** The advisers who have to confirm somebody, once officers say that they are of their organisation. */
function confirmersOf({ view, at }: Register, { person: id }: OfSomebody): readonly PersonId[] {
  const person = view.person(id);
  if (person === undefined) return [];
  const [said, confirmed] =
    person.role === 'adviser' ? [person.appointed, person.advises] : [person.defence, person.memberOf];
  return said === '' || said === confirmed ? [] : advisersOf(view, said, at);
}

const toConfirm: Rule<RegisterState, OfSomebody> = { reason: 'member-to-confirm', tells: confirmersOf };

/** How somebody stands was changed by others: it is theirs to know. */
const standing: Rule<RegisterState, OfSomebody> = { reason: 'standing', tells: (_about, { person }) => [person] };

/** Whoever may confirm or decline what one of them proposed. */
export function othersToConfirm({ view, at, by }: Pick<Register, 'view' | 'at' | 'by'>): readonly PersonId[] {
  return view
    .people()
    .filter((person) => person.role === 'officer' && person.id !== by && isGood(person, at))
    .map(({ id }) => id);
}

/** Whose keys one officer would give away: whoever still has theirs hears of it before another one confirms. */
export function losesKeys(proposed: readonly Pick<Said, 'type' | 'body'>[]): readonly PersonId[] {
  return proposed
    .filter(({ type }) => type === 'key-replacement')
    .map(({ body }) => (body as RegisterBody<'key-replacement'>).person);
}

/** Own keys: whoever did it is told as well, so that nobody else does it unheard. */
const ownKeys: Rule<RegisterState, unknown> = { reason: 'new-key', tells: ({ by }) => [by] };

/** Of every type of entry of the register. The view is that after it: whom an act concerns is what it made of them. */
export const registerTelling: Rules<RegisterState, Bodies> = {
  genesis: nobody,
  organisation: nobody,
  'organisation-name': nobody,
  'organisation-status': nobody,
  office: standing,
  contacts: nobody,
  policy: nobody,
  team: nobody,
  credential: toConfirm,
  status: standing,
  appointment: toConfirm,
  membership: standing,
  anchored: standing,
  passkeys: ownKeys,
  'key-change': ownKeys,
  'key-replacement': { reason: 'new-key', tells: (_about, { person }) => [person] },
  'org-key': nobody,
  grant: nobody,
  'grant-bad': nobody,
  link: nobody,
  'clearance-status': nobody,
  'clearance-rekey': nobody,
  'rules-version': nobody,
  restore: nobody,
  checkpoint: nobody,
  // What it confirms is told as if it were written now.
  confirm: nobody,
  decline: nobody,
};
