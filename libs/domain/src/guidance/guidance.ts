import type { ConsentForm, ConsentScope, DutyFlag, RecordingKind, SubjectClass } from '../words/lists';

/**
 * The guidance as rules that refuse. It grows here, one rule each: its id in the table of requirements, a sentence for
 * the doctor, and where it comes from. Judged when a consent is recorded and again when a picture is to be shared.
 */
export type GuidanceRule =
  | 'R01' | 'R02' | 'R03' | 'R04' | 'R05' | 'R06' | 'R07' | 'R08' | 'R09' | 'R10' | 'R11' | 'R12' | 'R13' | 'R14' | 'R15'; // prettier-ignore

export interface GuidanceRefusal {
  readonly rule: GuidanceRule;
  readonly sentence: string;
  readonly source: string;
}

/** What a clinician records about one picture, as far as rules need it. Nobody is named. */
export interface ConsentDraft {
  readonly recording: RecordingKind;
  readonly form: ConsentForm;
  readonly scopes: readonly ConsentScope[];
  readonly subject: SubjectClass;
  readonly flags: readonly DutyFlag[];
}

/** No separate consent to make: images of internal organs or structures, pathology slides, endoscopy, organ function, ultrasound, X-ray (GMC recordings, para 10). */
export const needsNoConsentToMake: readonly RecordingKind[] = [
  'internal-organ',
  'pathology-slide',
  'endoscopic-image',
  'organ-function',
  'ultrasound',
  'x-ray',
];

const secondaryScopes: readonly ConsentScope[] = ['research', 'teaching'];
const externalScopes: readonly ConsentScope[] = ['named-external', 'via-platform'];

interface Rule<Draft> extends GuidanceRefusal {
  readonly breaks: (draft: Draft) => boolean;
}

const noFormStated = ({ form }: ConsentDraft): boolean => form === 'not-needed-to-make';
const isOrdinary = ({ recording }: ConsentDraft): boolean => !needsNoConsentToMake.includes(recording);
const showsChild = ({ subject, flags }: ConsentDraft): boolean => subject === 'child' || flags.includes('child');

/** In the order in which they are told: the hardest stop first. */
const consentRules: readonly Rule<ConsentDraft>[] = [
  {
    rule: 'R08',
    sentence:
      'This service holds no intimate pictures of anyone under 18. Ask medical photography; where abuse is suspected, the safeguarding lead.',
    source:
      "This service's policy, stricter than the guidance (GMC recordings, paras 34–35; Protection of Children Act 1978)",
    breaks: (draft) => showsChild(draft) && draft.flags.includes('intimate'),
  },
  {
    rule: 'R05',
    sentence:
      'A picture of this kind needs the patient’s agreement before it is made. Record whether it was given orally or in writing.',
    source: 'GMC recordings, paras 10 and 13',
    breaks: (draft) => isOrdinary(draft) && noFormStated(draft),
  },
  {
    rule: 'R01',
    sentence:
      'The agreement recorded does not include making the picture. Ask, and add it, before the picture is kept.',
    source: 'GMC recordings, paras 13–14',
    breaks: (draft) => isOrdinary(draft) && !draft.scopes.includes('capture'),
  },
  {
    rule: 'R12',
    sentence: 'Sharing outside needs an agreement of its own. Record whether it was given orally or in writing.',
    source: 'MDU on sharing by messaging; GMC Confidentiality, para 28',
    breaks: (draft) => noFormStated(draft) && draft.scopes.some((scope) => externalScopes.includes(scope)),
  },
  {
    rule: 'R06',
    sentence:
      'Research and teaching need an agreement of their own unless the picture was de-identified first. Record how it was given.',
    source: 'GMC recordings, paras 12, 17 and 24–27',
    breaks: (draft) => noFormStated(draft) && draft.scopes.some((scope) => secondaryScopes.includes(scope)),
  },
];

/** A recorded consent, with what became of it. */
export interface SharedConsent extends ConsentDraft {
  readonly withdrawn: 'no' | 'sharing' | 'capture';
}

const shareRules: readonly Rule<SharedConsent>[] = [
  {
    rule: 'R15',
    sentence: 'The patient withdrew their agreement. Talk to them; a new agreement is a new version of the record.',
    source: 'GMC Confidentiality, para 30; MDU on withdrawal',
    breaks: ({ withdrawn }) => withdrawn !== 'no',
  },
  {
    rule: 'R12',
    sentence:
      'Sharing outside needs the patient’s agreement to a named colleague outside and to this service as the route. Ask, and record a new version.',
    source: 'MDU on sharing by messaging; applied to de-identified pictures too by this service',
    breaks: ({ scopes }) => !externalScopes.every((scope) => scopes.includes(scope)),
  },
];

function firstBroken<Draft>(rules: readonly Rule<Draft>[], draft: Draft): GuidanceRefusal | undefined {
  const broken = rules.find(({ breaks }) => breaks(draft));
  return broken && { rule: broken.rule, sentence: broken.sentence, source: broken.source };
}

/** Why this consent may not be recorded for a picture, if anything speaks against it. */
export function consentRefusal(draft: ConsentDraft): GuidanceRefusal | undefined {
  return firstBroken(consentRules, draft);
}

/** Why a picture under this consent may not go outside the organisation, if anything speaks against it. */
export function externalShareRefusal(consent: SharedConsent): GuidanceRefusal | undefined {
  return firstBroken(shareRules, consent);
}
