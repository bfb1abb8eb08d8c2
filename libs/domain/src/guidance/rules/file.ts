import type { GuidanceRule, Source } from '../rule';

const metadata: readonly Source[] = [{ document: 'MDU on clinical photographs and smartphones, 2013' }];
const brokenWhere = 'the file says more than its pixels, how they are turned and the numbers of their colours';

/** What a file says beside the picture. It is sealed, so that clients alone judge it. */
export const fileRules: readonly GuidanceRule[] = [
  {
    id: 'R20',
    since: 1,
    about: 'file',
    effects: { post: 'blocks' },
    judgedBy: 'clients',
    brokenWhere,
    sentence:
      'The file says more than the picture: where, when or with what it was taken. Choose it again here, where that is taken out. Nothing of it was posted.',
    sources: metadata,
    breaks: ({ says }) => says !== 'nothing',
  },
  {
    id: 'R20',
    since: 1,
    about: 'file',
    effects: { inside: 'warns' },
    judgedBy: 'clients',
    brokenWhere,
    sentence:
      'The file of this picture says more than the picture: where, when or with what it was taken. Ask whoever posted it to withdraw it and to post it anew.',
    sources: metadata,
    breaks: ({ says }) => says !== 'nothing',
  },
];
