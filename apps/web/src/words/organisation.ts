import type { ContactKind, Office } from '@consilium/domain';

export const officeWords = {
  lead: 'Lead',
  'caldicott-guardian': 'Caldicott guardian',
} as const satisfies Record<Office, string>;

export const contactWords = {
  switchboard: 'Switchboard',
  'on-call': 'On call, day and night',
  'information-governance': 'Information governance',
  safeguarding: 'Safeguarding lead',
  'medical-photography': 'Medical photography',
} as const satisfies Record<ContactKind, string>;

/** The address that telephones somebody on a phone; undefined for words that are no number. */
export const phoneLink = (reach: string): string | undefined =>
  /^[+\d][\d ()-]{4,}$/u.test(reach) ? `tel:${reach.replaceAll(/[^+\d]/gu, '')}` : undefined;
