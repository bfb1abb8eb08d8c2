import type { OrganisationKind } from '@consilium/domain';

export const kindWords = {
  clinical: 'Clinical organisation',
  defence: 'Defence organisation',
} as const satisfies Record<OrganisationKind, string>;
