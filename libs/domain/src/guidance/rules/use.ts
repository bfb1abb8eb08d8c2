import {
  askedOfPicture,
  hasImpliedBasis,
  isAgreed,
  isAllSaid,
  isImplied,
  isNotNeeded,
  isUnasked,
} from '../picture-facts';
import type { GuidanceRule } from '../rule';
import { externalScopes, isExternal, isSecondary } from '../scopes';

/** For what, and for whom, a picture may be used: an agreement binds. */
export const useRules: readonly GuidanceRule[] = [
  {
    id: 'R12',
    since: 1,
    about: 'picture',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'it has not both scopes outside',
    sentence:
      'Sharing outside needs the patient’s agreement to a named colleague outside and to this service as the route. Ask, and record a new version.',
    sources: [
      { document: 'MDU on sharing by messaging' },
      { document: 'This service’s policy: it applies to de-identified pictures too' },
    ],
    breaks: ({ scopes }) => !externalScopes.every((scope) => scopes.includes(scope)),
  },
  {
    id: 'R12',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`not-needed-to-make`, with a scope outside',
    sentence: 'Sharing outside needs an agreement of its own. Record whose agreement it is.',
    sources: [{ document: 'MDU on sharing by messaging' }, { document: 'GMC Confidentiality', paras: '28' }],
    breaks: (draft) => isNotNeeded(draft) && draft.scopes.some(isExternal),
  },
  {
    id: 'R12',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`nobody-could-be-asked`, with a scope outside',
    sentence:
      'Nobody could be asked: that covers this patient’s care inside. Tell them as soon as they can decide, and record what they say before anything goes outside.',
    sources: [{ document: 'GMC Confidentiality', paras: '28–30' }, { document: 'MDU on emergencies' }],
    breaks: (draft) => isUnasked(draft) && draft.scopes.some(isExternal),
  },
  {
    id: 'R11',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`not-needed-to-make` or `nobody-could-be-asked`, with the scope `audit`, `research` or `teaching`',
    sentence:
      'Audit, research and teaching need an agreement of their own unless the picture was de-identified first. Record whose agreement it is.',
    sources: [{ document: 'GMC recordings', paras: '12, 17 and 24–27' }],
    breaks: (draft) => isImplied(draft) && draft.scopes.some(isSecondary),
  },
  {
    id: 'R11',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody agreed, without the scope `internal`, and its readers are `inside`',
    sentence:
      'What was agreed is making the picture and no more, and here every colleague of the case would see it. Ask whether they may, or keep the picture out.',
    sources: [{ document: 'GMC recordings, principles' }, { document: 'GMC recordings', paras: '13–14' }],
    breaks: (draft) => isAgreed(draft) && draft.readers === 'inside' && !draft.scopes.includes('internal'),
  },
  {
    id: 'R11',
    since: 1,
    about: 'picture',
    effects: { teaching: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'other than `not-needed-to-make`, without the scope `teaching`',
    sentence:
      'Learning among peers is teaching: it needs an agreement to that. Ask, and record a new version, or ask for this patient’s care instead.',
    sources: [{ document: 'GMC recordings', paras: '24–27' }],
    breaks: (draft) => !isNotNeeded(draft) && !draft.scopes.includes('teaching'),
  },
  {
    id: 'R06',
    since: 1,
    about: 'picture',
    effects: { teaching: 'blocks' },
    judgedBy: 'service',
    brokenWhere: `\`not-needed-to-make\`, and one of ${askedOfPicture.join(', ')} is not ruled out`,
    sentence:
      'Without an agreement only a picture by which nobody can be known may be used for learning. Say of everything that is asked that it cannot be seen, or take the picture without it.',
    sources: [{ document: 'GMC recordings', paras: '12 and 17' }],
    breaks: (draft) =>
      isNotNeeded(draft) && !(isAllSaid(draft) && askedOfPicture.every((flag) => !draft.flags.includes(flag))),
  },
  {
    id: 'R13',
    since: 1,
    about: 'picture',
    effects: { inside: 'warns', outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere:
      '`not-needed-to-make` or `nobody-could-be-asked`, and one of the four of implied consent is not attested',
    sentence:
      'Nobody agreed to showing this. Say that it is for their direct care, that they can learn of it, that you know of no objection, and that colleagues keep it to themselves; without these four it rests on nothing.',
    sources: [{ document: 'GMC Confidentiality', paras: '28' }],
    breaks: (draft) => isImplied(draft) && !hasImpliedBasis(draft),
  },
  {
    id: 'R13',
    since: 1,
    about: 'picture',
    effects: { close: 'warns' },
    judgedBy: 'clients',
    brokenWhere: '`nobody-could-be-asked`',
    sentence:
      'Nobody could be asked about a picture of this case. Tell the patient that it was made and shown, if they can be told now, and record what they say.',
    sources: [{ document: 'MDU on emergencies' }, { document: 'GMC Confidentiality', paras: '28–30' }],
    breaks: isUnasked,
  },
];
