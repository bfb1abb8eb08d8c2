import type { GuidanceRule } from '../rule';

/** What was taken back. */
export const withdrawalRules: readonly GuidanceRule[] = [
  {
    id: 'R15',
    since: 1,
    about: 'picture',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'it is withdrawn, in whatever way',
    sentence: 'The patient withdrew their agreement. Talk to them; a new agreement is a new version of the record.',
    sources: [{ document: 'GMC Confidentiality', paras: '30' }, { document: 'MDU on withdrawal' }],
    breaks: ({ withdrawn }) => withdrawn !== 'no',
  },
];
