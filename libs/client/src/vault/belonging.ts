import type { OrganisationId, Person } from '@consilium/domain';

/** Where the officers say that somebody belongs, as an adviser or as a member, and whether that organisation says so, too. */
export function belonging({ role, appointed, advises, defence, memberOf }: Person): {
  readonly said: OrganisationId | '';
  readonly isConfirmed: boolean;
} {
  const [said, confirmed] = role === 'adviser' ? [appointed, advises] : [defence, memberOf];
  return { said, isConfirmed: said !== '' && said === confirmed };
}
