import { isNotNeeded, isOrdinary, isUnanswered } from '../picture-facts';
import type { GuidanceRule } from '../rule';

/** On what authority a picture is made. */
export const authorityRules: readonly GuidanceRule[] = [
  {
    id: 'R05',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'ordinary, and `not-needed-to-make`',
    sentence: 'A picture of this kind needs an authority before it is made: whose agreement, or why nobody’s.',
    sources: [{ document: 'GMC recordings', paras: '10 and 13' }],
    breaks: (draft) => isOrdinary(draft) && isNotNeeded(draft),
  },
  {
    id: 'R08',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`parental-responsibility`, not answered',
    sentence: 'Say who agreed for the child: somebody with parental responsibility has to.',
    sources: [{ document: 'GMC recordings', paras: '34–35' }],
    breaks: (draft) => isUnanswered(draft, 'parental-responsibility'),
  },
  {
    id: 'R07',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`lacks-capacity`, not answered',
    sentence:
      'Say with whom the patient’s best interests were discussed, and whether somebody has legal authority to decide for them.',
    sources: [{ document: 'GMC recordings', paras: '28–33' }],
    breaks: (draft) => isUnanswered(draft, 'lacks-capacity'),
  },
  {
    id: 'R09',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`has-died`, not answered',
    sentence: 'Say what is known of their wishes, whether the family was asked, and whether a coroner is involved.',
    sources: [{ document: 'GMC recordings', paras: '47–51' }],
    breaks: (draft) => isUnanswered(draft, 'has-died'),
  },
  {
    id: 'R09',
    since: 1,
    about: 'picture',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`has-died` with coroner-not-asked',
    sentence:
      'Before a picture of somebody who has died goes outside, ask whether a coroner is involved, and record what they say.',
    sources: [{ document: 'GMC recordings', paras: '47–51' }],
    breaks: ({ authority, facts }) => authority === 'has-died' && facts.includes('coroner-not-asked'),
  },
  {
    id: 'R01',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'ordinary, without the scope `capture`',
    sentence: 'What is recorded does not include making the picture. Ask, and add it, before the picture is kept.',
    sources: [{ document: 'GMC recordings', paras: '13–14' }],
    breaks: (draft) => isOrdinary(draft) && !draft.scopes.includes('capture'),
  },
];
