import {
  careScopes,
  externalScopes,
  type Attestation,
  type Authority,
  type AuthorityFact,
  type ConsentScope,
  type DutyFlag,
  type Explanation,
  type FollowUp,
  type SecondaryScope,
  type Stop,
} from '@consilium/domain';
import type { ConsentView } from '../vault/door';

/** On what authority, as it is asked. */
export const authorityWords = {
  'said-yes': 'Adult who can decide: said yes to me',
  signed: 'Adult who can decide: signed',
  'young-person': 'Young person (16 or 17): said yes to me',
  'parental-responsibility': 'Child: somebody with parental responsibility said yes',
  'child-understands': 'Child: understands, and said yes to me',
  'nobody-could-be-asked': 'Nobody could be asked: treated in their interests, will be told',
  'lacks-capacity': 'Adult who lacks capacity: in their best interests',
  'has-died': 'Has died',
  'not-needed-to-make': 'No separate consent to make: X-ray, scan, slide, inside of the body',
} as const satisfies Record<Authority, string>;

/** The same, as somebody else reads it: what was recorded. "Agreed" stands nowhere but where somebody did. */
export const authorityRecordedWords = {
  'said-yes': 'Agreement recorded',
  signed: 'Signed agreement recorded',
  'young-person': 'Agreement of the young person recorded',
  'parental-responsibility': 'Agreement by parental responsibility recorded',
  'child-understands': 'Agreement of the child recorded',
  'nobody-could-be-asked': 'Nobody could be asked',
  'lacks-capacity': 'Lacks capacity: best interests recorded',
  'has-died': 'Has died: authority recorded',
  'not-needed-to-make': 'No separate consent to make',
} as const satisfies Record<Authority, string>;

export const followUpWords = {
  'who-agreed': 'Who said yes',
  discussed: 'Best interests discussed with',
  'legal-authority': 'Who may decide for them in law',
  wishes: 'Their own wishes',
  family: 'The family',
  coroner: 'A coroner',
} as const satisfies Record<FollowUp['ask'], string>;

export const factWords = {
  mother: 'Mother',
  father: 'Father',
  guardian: 'Guardian',
  'local-authority': 'Local authority',
  'discussed-with-family': 'Family or friends',
  'discussed-with-advocate': 'An independent advocate',
  'discussed-with-team': 'Colleagues who treat them',
  'attorney-decides': 'An attorney, who agrees',
  'deputy-decides': 'A deputy, who agrees',
  'nobody-has-authority': 'Nobody known',
  'wishes-allow-it': 'Known, and allow it',
  'wishes-not-known': 'Not known',
  'family-agrees': 'Asked, and agrees',
  'family-not-asked': 'Not asked',
  'coroner-not-involved': 'Not involved',
  'coroner-agrees': 'Involved, and agrees',
  'coroner-not-asked': 'Not asked yet',
} as const satisfies Record<AuthorityFact, string>;

export const scopeWords = {
  capture: 'Making and keeping this picture for care',
  internal: 'Colleagues in this organisation',
  'named-external': 'A named colleague outside',
  'via-platform': 'By this service',
  teaching: 'Teaching',
  research: 'Research',
  audit: 'Audit and service evaluation',
} as const satisfies Record<ConsentScope, string>;

/** How far a picture may go for the patient's own care: each answer names the scopes it records. */
export const reachScopes = {
  inside: careScopes,
  outside: [...careScopes, ...externalScopes],
  named: ['capture'],
} as const satisfies Record<string, readonly ConsentScope[]>;
export type Reach = keyof typeof reachScopes;

export const reachWords = {
  inside: 'For their care: colleagues in this organisation',
  outside: 'For their care: also a named colleague outside, by this service',
  named: 'Only making and keeping it: nobody but colleagues I name reads it',
} as const satisfies Record<Reach, string>;

export const extraScopeWords = {
  teaching: scopeWords.teaching,
  research: scopeWords.research,
  audit: scopeWords.audit,
} as const satisfies Record<SecondaryScope, string>;

/** Which answer these scopes are; "" when none. */
export function reachOf(scopes: readonly ConsentScope[]): Reach | '' {
  if (reachScopes.outside.every((scope) => scopes.includes(scope))) return 'outside';
  if (reachScopes.inside.every((scope) => scopes.includes(scope))) return 'inside';
  return scopes.includes('capture') ? 'named' : '';
}

const reachLines = {
  inside: 'inside only',
  outside: 'inside, and a named colleague outside',
  named: 'making and keeping it only',
} as const satisfies Record<Reach, string>;

export const flagWords = {
  child: 'A child or young person',
  'date-shown': 'A date can be seen',
  deceased: 'Somebody who has died',
  'disputed-consent': 'Whether they agreed is disputed',
  face: 'The face can be seen',
  intimate: 'An intimate part can be seen',
  jewellery: 'Jewellery can be seen',
  'lacks-capacity': 'Lacks capacity for this decision',
  marks: 'A tattoo, scar or birthmark can be seen',
  'other-people': 'Other people can be seen',
  overseas: 'Goes outside the United Kingdom',
  'place-shown': 'The place can be recognised',
  rare: 'Rare or interesting: could be recognised',
} as const satisfies Record<DutyFlag, string>;

/** What was explained before they agreed. */
export const explanationWords = {
  why: 'Why',
  form: 'In what form',
  storage: 'How it is kept',
  'who-sees': 'Who sees it',
  'how-long': 'How long',
  'this-service': 'This service',
  withdrawal: 'How to withdraw',
  'secondary-use': 'Other uses',
} as const satisfies Record<Explanation, string>;

export const attestationWords = {
  'no-pressure': 'No pressure, and may stop it',
  interpreter: 'With an interpreter',
  'interpreter-not-needed': 'No interpreter needed',
  'leaflet-given': 'Leaflet given',
  'noted-in-record': 'Noted in their record',
  'chaperone-present': 'A chaperone was there',
  'chaperone-declined': 'Offered and declined',
  'direct-care': 'It is for their own care',
  'information-available': 'They can learn how it is used, and object',
  'no-objection-known': 'I know of no objection',
  'confidentiality-understood': 'Whoever sees it keeps it to themselves',
} as const satisfies Record<Attestation, string>;

/** What ends it, as it is asked. Nothing of it is recorded. */
export const stopWords = {
  'not-aware': 'They do not know that it is made',
  objects: 'They object, or are distressed',
} as const satisfies Record<Stop, string>;

/** "Agreement recorded: inside only": what was recorded, never that the patient consented. */
export function consentLine(consent: ConsentView): string {
  if (consent.withdrawn !== 'no') return consent.withdrawn === 'sharing' ? 'Sharing withdrawn' : 'Picture withdrawn';
  const recorded = authorityRecordedWords[consent.authority];
  const reach = reachOf(consent.scopes);
  return reach === '' ? recorded : `${recorded}: ${reachLines[reach]}`;
}

/** Of one fact of a picture: that it is so, that it is not, or that nobody said. */
export function saidOfPicture(
  { flags, ruledOut }: { readonly flags: readonly string[]; readonly ruledOut: readonly string[] },
  flag: DutyFlag,
): string {
  if (flags.includes(flag)) return 'Yes';
  return ruledOut.includes(flag) ? 'No' : 'Not said';
}
