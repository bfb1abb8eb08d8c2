import {
  attestations,
  explanations,
  type Attestation,
  type Authority,
  type DutyFlag,
  type RecordingKind,
} from '../words/lists';
import { isAgreement, isAnswered, isUnder18 } from './authorities';
import type { ConsentDraft } from './rule';

/** No separate consent to make: images of internal organs or structures, pathology slides, endoscopy, organ function, ultrasound, X-ray (GMC recordings, para 10). */
export const needsNoConsentToMake: readonly RecordingKind[] = [
  'internal-organ',
  'pathology-slide',
  'endoscopic-image',
  'organ-function',
  'ultrasound',
  'x-ray',
];

export const isNotNeeded = ({ authority }: ConsentDraft): boolean => authority === 'not-needed-to-make';
export const isUnasked = ({ authority }: ConsentDraft): boolean => authority === 'nobody-could-be-asked';
export const isAgreed = ({ authority }: ConsentDraft): boolean => isAgreement(authority);
export const isOrdinary = ({ recording }: ConsentDraft): boolean => !needsNoConsentToMake.includes(recording);
export const showsChild = ({ authority, flags }: ConsentDraft): boolean =>
  isUnder18(authority) || flags.includes('child');
export const isUnanswered = (draft: ConsentDraft, authority: Authority): boolean =>
  draft.authority === authority && !isAnswered(draft);

/** Whether it was said of the picture that this is true of it, or that it is not. */
export const isSaid = ({ flags, ruledOut }: Pick<ConsentDraft, 'flags' | 'ruledOut'>, flag: DutyFlag): boolean =>
  flags.includes(flag) || ruledOut.includes(flag);

/** By what somebody could be known again: asked of every picture of skin or a face, answered before it goes outside. */
export const askedOfPicture = [
  'face',
  'intimate',
  'rare',
  'other-people',
  'marks',
  'jewellery',
  'place-shown',
  'date-shown',
] as const satisfies readonly DutyFlag[];

export const isAllSaid = (draft: Pick<ConsentDraft, 'flags' | 'ruledOut'>): boolean =>
  askedOfPicture.every((flag) => isSaid(draft, flag));

/** Easily known again: a face, what is rare, or any two of marks or jewellery, place and date. */
export function isEasilyRecognised(flags: readonly DutyFlag[]): boolean {
  const traits = [flags.includes('marks') || flags.includes('jewellery'), flags.includes('place-shown')];
  const count = [...traits, flags.includes('date-shown')].filter(Boolean).length;
  return flags.includes('face') || flags.includes('rare') || count >= 2;
}

/** Rests on no agreement but on what colleagues who treat somebody may assume (GMC Confidentiality, para 28). */
export const isImplied = (draft: ConsentDraft): boolean => isNotNeeded(draft) || isUnasked(draft);

/** The four conditions of that. */
export const impliedBasis = [
  'direct-care',
  'information-available',
  'no-objection-known',
  'confidentiality-understood',
] as const satisfies readonly Attestation[];

const isAttested = (draft: ConsentDraft, asked: readonly Attestation[]): boolean =>
  asked.every((each) => draft.attested.includes(each));

export const hasImpliedBasis = (draft: ConsentDraft): boolean => isAttested(draft, impliedBasis);
export const isAnyAttested = ({ attested }: ConsentDraft, ...asked: readonly Attestation[]): boolean =>
  asked.some((each) => attested.includes(each));
export const isAllExplained = ({ explained }: ConsentDraft): boolean =>
  explanations.every((each) => explained.includes(each));

/** Answers of which one rules the other out. */
const opposites: readonly (readonly Attestation[])[] = [
  ['interpreter', 'interpreter-not-needed'],
  ['chaperone-present', 'chaperone-declined'],
];

/** Whether what was attested speaks against itself. */
export const attestsBoth = (attested: readonly Attestation[]): boolean =>
  opposites.some((pair) => pair.every((each) => attested.includes(each)));

/** Those asked whenever somebody agreed, in their order. */
export const askedOfAgreement: readonly Attestation[] = attestations.filter(
  (each) => !(impliedBasis as readonly Attestation[]).includes(each) && !each.startsWith('chaperone'),
);
