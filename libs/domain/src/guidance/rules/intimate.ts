import { isAnyAttested, isSaid, showsChild } from '../picture-facts';
import type { GuidanceRule, Source } from '../rule';

const policy: readonly Source[] = [
  { document: 'This service’s policy, stricter than the guidance' },
  { document: 'Protection of Children Act 1978' },
];

/** Intimate parts: of nobody under 18, and of an adult with care. */
export const intimateRules: readonly GuidanceRule[] = [
  {
    id: 'R29',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks', outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody under 18, and `intimate` is among the flags',
    sentence:
      'This service holds no intimate pictures of anyone under 18. Ask medical photography; where abuse is suspected, the safeguarding lead.',
    sources: policy,
    breaks: (draft) => showsChild(draft) && draft.flags.includes('intimate'),
  },
  {
    id: 'R29',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody under 18, and `intimate` is not said',
    sentence:
      'Say whether an intimate part can be seen: this service holds no such picture of anyone under 18, and does not guess.',
    sources: policy,
    breaks: (draft) => showsChild(draft) && !isSaid(draft, 'intimate'),
  },
  {
    id: 'R30',
    since: 1,
    about: 'picture',
    effects: { inside: 'warns', outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`intimate` is among the flags, with neither `chaperone-present` nor `chaperone-declined`',
    sentence:
      'An intimate part can be seen. Say whether a chaperone was there or was offered and declined; without it the picture stays inside.',
    sources: [{ document: 'GMC intimate examinations and chaperones' }],
    breaks: (draft) =>
      draft.flags.includes('intimate') && !isAnyAttested(draft, 'chaperone-present', 'chaperone-declined'),
  },
  {
    id: 'R30',
    since: 1,
    about: 'picture',
    effects: { outside: 'asks' },
    judgedBy: 'service',
    brokenWhere: '`intimate` is among the flags',
    sentence: 'An intimate part goes outside: a second adviser signs too. A picture without it needs one alone.',
    sources: [{ document: 'This service’s policy, stricter than the guidance' }],
    breaks: ({ flags }) => flags.includes('intimate'),
  },
];
