import type { AgeBand, Authority, AuthorityFact, DutyFlag } from '../words/lists';

/** One thing that is asked of an authority: one of these answers, several where they do not speak against each other. */
export interface FollowUp {
  readonly ask: 'who-agreed' | 'discussed' | 'legal-authority' | 'wishes' | 'family' | 'coroner';
  readonly answers: readonly AuthorityFact[];
  readonly takesSeveral?: true;
}

/** What is asked of each authority before a picture may rest on it (GMC recordings, paras 28–33, 34–35, 47–51). */
export const followUps: Readonly<Record<Authority, readonly FollowUp[]>> = {
  'said-yes': [],
  signed: [],
  'young-person': [],
  'parental-responsibility': [{ ask: 'who-agreed', answers: ['mother', 'father', 'guardian', 'local-authority'] }],
  'child-understands': [],
  'nobody-could-be-asked': [],
  'lacks-capacity': [
    {
      ask: 'discussed',
      answers: ['discussed-with-family', 'discussed-with-advocate', 'discussed-with-team'],
      takesSeveral: true,
    },
    { ask: 'legal-authority', answers: ['attorney-decides', 'deputy-decides', 'nobody-has-authority'] },
  ],
  'has-died': [
    { ask: 'wishes', answers: ['wishes-allow-it', 'wishes-not-known'] },
    { ask: 'family', answers: ['family-agrees', 'family-not-asked'] },
    { ask: 'coroner', answers: ['coroner-not-involved', 'coroner-agrees', 'coroner-not-asked'] },
  ],
  'not-needed-to-make': [],
};

/** An authority with what is recorded beside it. */
export interface Stands {
  readonly authority: Authority;
  readonly facts: readonly AuthorityFact[];
}

/** Whether everything that is asked of the authority was answered. */
export function isAnswered({ authority, facts }: Stands): boolean {
  return followUps[authority].every(({ answers }) => answers.some((answer) => facts.includes(answer)));
}

/** Whether the facts are answers to what is asked of this authority, and do not contradict each other. */
export function isAboutAuthority({ authority, facts }: Stands): boolean {
  const asked = followUps[authority];
  const isAsked = facts.every((fact) => asked.some(({ answers }) => answers.includes(fact)));
  const given = (answers: readonly AuthorityFact[]): number => answers.filter((each) => facts.includes(each)).length;
  return isAsked && asked.every(({ answers, takesSeveral }) => takesSeveral === true || given(answers) <= 1);
}

/** Of whom an authority can only be: somebody under 18, an adult, or either. */
const agedBy: Readonly<Record<Authority, 'under-18' | 'adult' | 'either'>> = {
  'said-yes': 'adult',
  signed: 'adult',
  'young-person': 'under-18',
  'parental-responsibility': 'under-18',
  'child-understands': 'under-18',
  'nobody-could-be-asked': 'either',
  'lacks-capacity': 'adult',
  'has-died': 'either',
  'not-needed-to-make': 'either',
};

/** Whether the picture shows somebody under 18, by its authority alone. */
export const isUnder18 = (authority: Authority): boolean => agedBy[authority] === 'under-18';

const bandsUnder18: readonly AgeBand[] = ['under-1', '1-4', '5-15', '16-17'];
export const isBandUnder18 = (band: AgeBand): boolean => bandsUnder18.includes(band);

/** Whether an authority cannot be that of a patient of this age: nobody under 18 is an adult who can decide. */
export function contradictsAge(authority: Authority, band: AgeBand): boolean {
  if (authority === 'young-person') return band !== '16-17';
  if (authority === 'child-understands') return band === 'under-1' || !isBandUnder18(band) || band === '16-17';
  const aged = agedBy[authority];
  // Capacity is judged from 16 on (Mental Capacity Act 2005, section 2(5)).
  if (authority === 'lacks-capacity') return isBandUnder18(band) && band !== '16-17';
  return aged !== 'either' && (aged === 'under-18') !== isBandUnder18(band);
}

/** Whether an authority says by itself that the patient is an adult: it can be that of nobody younger. */
export const isOfAdultsAlone = (authority: Authority): boolean =>
  bandsUnder18.every((band) => contradictsAge(authority, band));

/** Those by which somebody agreed: the patient, or whoever may agree for them. */
const byAgreement: readonly Authority[] = [
  'said-yes',
  'signed',
  'young-person',
  'parental-responsibility',
  'child-understands',
];
export const isAgreement = (authority: Authority): boolean => byAgreement.includes(authority);

/** What an authority says of whom the picture shows, as a duty flag. */
export const flagOfAuthority: Readonly<Partial<Record<Authority, DutyFlag>>> = {
  'young-person': 'child',
  'parental-responsibility': 'child',
  'child-understands': 'child',
  'lacks-capacity': 'lacks-capacity',
  'has-died': 'deceased',
};
