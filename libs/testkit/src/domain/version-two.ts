import { booksOf, type Books, type GuidanceRule } from '@consilium/domain';

/** A row that version 2 tightens: what a patient agreed to by word of mouth has to be written down. */
const written: GuidanceRule = {
  id: 'R99',
  since: 2,
  about: 'picture',
  effects: { post: 'blocks' },
  judgedBy: 'service',
  brokenWhere: '`said-yes`',
  sentence: 'An agreement has to be in writing. Ask the patient to sign, and record it anew.',
  sources: [{ document: 'The rules of a release to come, for tests' }],
  breaks: ({ authority }) => authority === 'said-yes',
};

/** The rules of a release to come: version 2, in which one row is tightened. */
export const versionTwo: Books = booksOf({ knows: 2, guidance: [written] });

/** The same release with the row left out: what somebody would run who wants to get round it. */
export const versionTwoWithout: Books = booksOf({ knows: 2 });
