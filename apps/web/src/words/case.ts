import {
  isKnown,
  nextActors,
  nextActorWords,
  sayWord,
  type AgeBand,
  type Confidence,
  type Examination,
  type InPersonNeed,
  type ReadWord,
  type Urgency,
} from '@consilium/domain';

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** The words of the case form, in the order in which they are offered. */
export const urgencyWords = {
  today: 'Today',
  'this-week': 'This week',
  routine: 'Routine',
} as const satisfies Record<Urgency, string>;

export const examinationWords = {
  examined: 'Yes, I saw the patient',
  'not-examined': 'No, by what is here alone',
} as const satisfies Record<Examination, string>;

export const confidenceWords = {
  high: 'Quite sure',
  moderate: 'Fairly sure',
  low: 'Not sure',
} as const satisfies Record<Confidence, string>;

export const inPersonWords = {
  needed: 'Needed',
  'if-it-changes': 'If it changes',
  'not-needed': 'Not for this question',
} as const satisfies Record<InPersonNeed, string>;

export const ageBandWords = {
  'under-1': 'Under 1',
  '1-4': '1 to 4',
  '5-15': '5 to 15',
  '16-17': '16 to 17',
  '18-39': '18 to 39',
  '40-64': '40 to 64',
  '65-79': '65 to 79',
  '80-plus': '80 and over',
} as const satisfies Record<AgeBand, string>;

export const specialties = [
  'Dermatology',
  'Ophthalmology',
  'Cardiology',
  'Radiology',
  'Plastic surgery',
  'Paediatrics',
  'Pathology',
  'Emergency medicine',
  'General practice',
  'Orthopaedics',
  'Vascular surgery',
  'Infectious diseases',
] as const;

/** Who may act next outside a case, or that it is not said, in the order in which they are offered. */
export const nextActorChoices = nextActors.flatMap((value) =>
  value === 'here' ? [] : [{ value, label: capital(nextActorWords[value]) }],
);

/** "This week"; where it is no word this version knows, what is not known is named. */
export function urgencyLine(urgency: ReadWord<Urgency>): string {
  const words = sayWord(urgencyWords, urgency);
  return isKnown(urgency) ? words : `Urgency ${words.toLowerCase()}`;
}

/** "Patient 40 to 64" */
export function patientLine(age: ReadWord<AgeBand>): string {
  return `${isKnown(age) ? 'Patient' : 'Patient’s age'} ${sayWord(ageBandWords, age).toLowerCase()}`;
}
