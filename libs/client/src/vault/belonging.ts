import type { OrganisationId, Person } from '@consilium/domain';
import type { MeView } from '../sign-in/views';

/** Where the officers say that somebody belongs, as an adviser or as a member, and whether that organisation says so, too. */
export function belonging({ role, appointed, advises, defence, memberOf }: Person): {
  readonly said: OrganisationId | '';
  readonly isConfirmed: boolean;
} {
  const [said, confirmed] = role === 'adviser' ? [appointed, advises] : [defence, memberOf];
  return { said, isConfirmed: said !== '' && said === confirmed };
}

/** Whether the organisation somebody says they belong to has confirmed it. */
export function membershipOf(person: Person): MeView['membership'] {
  const { said, isConfirmed } = belonging(person);
  if (said === '') return 'none';
  return isConfirmed ? 'confirmed' : 'waits';
}
