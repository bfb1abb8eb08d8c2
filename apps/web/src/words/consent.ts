import {
  careScopes,
  externalScopes,
  type ConsentForm,
  type ConsentScope,
  type DutyFlag,
  type SecondaryScope,
  type SubjectClass,
} from '@consilium/domain';
import type { ConsentView } from '../vault/door';

export const formWords = {
  oral: 'Said yes to me',
  written: 'Signed a form',
  'not-needed-to-make': 'No separate consent to make: part of the investigation',
} as const satisfies Record<ConsentForm, string>;

/** The same, as somebody else reads it: what was recorded, by whom. */
export const formRecordedWords = {
  oral: 'Given orally, recorded by the doctor',
  written: 'Signed on a form, recorded by the doctor',
  'not-needed-to-make': 'No separate consent to make: part of the investigation',
} as const satisfies Record<ConsentForm, string>;

export const scopeWords = {
  capture: 'Making and keeping this picture for care',
  internal: 'Colleagues in this organisation',
  'named-external': 'A named colleague outside',
  'via-platform': 'By this service',
  teaching: 'Teaching',
  research: 'Research',
} as const satisfies Record<ConsentScope, string>;

/** How far a picture may go for the patient's own care: each answer names the scopes it records. */
export const reachScopes = {
  inside: careScopes,
  outside: [...careScopes, ...externalScopes],
} as const satisfies Record<string, readonly ConsentScope[]>;
export type Reach = keyof typeof reachScopes;

export const reachWords = {
  inside: 'For their care: colleagues in this organisation',
  outside: 'For their care: also a named colleague outside, by this service',
} as const satisfies Record<Reach, string>;

export const extraScopeWords = {
  teaching: scopeWords.teaching,
  research: scopeWords.research,
} as const satisfies Record<SecondaryScope, string>;

/** Which answer these scopes are; "" when none. */
export function reachOf(scopes: readonly ConsentScope[]): Reach | '' {
  if (reachScopes.outside.every((scope) => scopes.includes(scope))) return 'outside';
  return reachScopes.inside.every((scope) => scopes.includes(scope)) ? 'inside' : '';
}

export const subjectWords = {
  adult: 'An adult who can decide',
  'adult-lacks-capacity': 'An adult who lacks capacity for this decision',
  child: 'A child or young person',
  deceased: 'Somebody who has died',
} as const satisfies Record<SubjectClass, string>;

export const flagWords = {
  child: 'A child or young person',
  deceased: 'Somebody who has died',
  face: 'The face can be seen',
  intimate: 'An intimate part can be seen',
  'lacks-capacity': 'Lacks capacity for this decision',
  overseas: 'Goes outside the United Kingdom',
  rare: 'Rare or interesting: could be recognised',
} as const satisfies Record<DutyFlag, string>;

/** "Recorded: agreed to colleagues in this organisation" — what was recorded, never that the patient consented. */
export function consentLine(consent: ConsentView): string {
  if (consent.withdrawn !== 'no') return consent.withdrawn === 'sharing' ? 'Sharing withdrawn' : 'Withdrawal recorded';
  if (consent.form === 'not-needed-to-make' && consent.scopes.length === 0) return 'No separate consent to make';
  const outside = externalScopes.every((scope) => consent.scopes.includes(scope));
  return outside ? 'Agreement recorded: inside, and a named colleague outside' : 'Agreement recorded: inside only';
}
