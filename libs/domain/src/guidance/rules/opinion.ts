import type { GuidanceRule } from '../rule';

/** What somebody may rely on. It is sealed, so that clients alone judge it. */
export const opinionRules: readonly GuidanceRule[] = [
  {
    id: 'R35',
    since: 1,
    about: 'opinion',
    effects: { opinion: 'blocks' },
    judgedBy: 'clients',
    brokenWhere:
      'an opinion leaves out whether its author examined the patient, how sure they are, whether the patient has to be seen, how soon, its limits, or who acts next',
    sentence:
      'An opinion is relied on. Say whether you examined the patient, how sure you are, whether they have to be seen, how soon, what limits it has, and who acts next.',
    sources: [{ document: 'MDU on informal advice' }, { document: 'Dental Protection on corridor consultations' }],
    breaks: ({ examined, confidence, inPerson, urgency, limits, next }) =>
      [examined, confidence, inPerson, urgency, limits.trim(), next].includes(''),
  },
  {
    id: 'R35',
    since: 1,
    about: 'opinion',
    effects: { opinion: 'warns' },
    judgedBy: 'clients',
    brokenWhere: 'its author did not examine the patient',
    sentence: 'You did not examine the patient: say under its limits what you could not see or were not told.',
    sources: [{ document: 'Dental Protection on corridor consultations' }],
    breaks: ({ examined }) => examined === 'not-examined',
  },
];
